// Steps a second of a 2-11-1 network with ReLU and Adam, made of units and links, that goes through a batch
// example by example, as demonstrations in a browser do. node per_example.js BATCH STEPS; where BATCH is "grid",
// grids of 100×100 outputs a second instead, STEPS of them.
"use strict";
const [batch, steps] = process.argv.slice(2).map(Number);
let seed = 1;
const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647 * 2 - 1;
const points = Array.from({length: 300}, () => ({x: [3 * random(), 3 * random()], y: 0}));
for (const point of points) point.y = point.x[0] ** 2 + point.x[1] ** 2 < 2 ? 1 : 0;

const RELU = {output: (x) => Math.max(0, x), slope: (x) => (x > 0 ? 1 : 0)};
const LINEAR = {output: (x) => x, slope: () => 1};
const number = () => ({value: random(), gathered: 0, m: 0, v: 0});
const unit = (activation) => ({activation, bias: number(), inputs: [], outputs: [], sum: 0, output: 0, outer: 0});

const layers = [[unit(LINEAR), unit(LINEAR)], Array.from({length: 11}, () => unit(RELU)), [unit(LINEAR)]];
for (let layer = 1; layer < layers.length; layer++) {
  for (const to of layers[layer]) {
    for (const from of layers[layer - 1]) {
      const link = {from, to, weight: number()};
      from.outputs.push(link);
      to.inputs.push(link);
    }
  }
}
const learned = layers.slice(1).flat().flatMap((each) => [each.bias, ...each.inputs.map((link) => link.weight)]);
const rows = [];

function forward(x) {
  layers[0].forEach((each, place) => (each.output = x[place]));
  for (const layer of layers.slice(1)) {
    for (const each of layer) {
      each.sum = each.bias.value;
      for (const link of each.inputs) each.sum += link.weight.value * link.from.output;
      each.output = each.activation.output(each.sum);
    }
  }
  return layers[2][0].output;
}

function backward(outer) {
  layers[2][0].outer = outer;
  for (let layer = layers.length - 1; layer > 0; layer--) {
    for (const each of layers[layer]) {
      if (layer < layers.length - 1) {
        each.outer = 0;
        for (const link of each.outputs) each.outer += link.weight.value * link.to.outer;
      }
      each.outer *= each.activation.slope(each.sum);
      each.bias.gathered += each.outer;
      for (const link of each.inputs) link.weight.gathered += each.outer * link.from.output;
    }
  }
}

function step(count) {
  for (let place = 0; place < batch; place++) {
    const {x, y} = points[((count - 1) * batch + place) % points.length];
    backward(2 * (forward(x) - y) / batch);
  }
  const rate = 0.0001 * Math.sqrt(1 - 0.999 ** count) / (1 - 0.9 ** count);
  for (const each of learned) {
    each.m += 0.1 * (each.gathered - each.m);
    each.v += 0.001 * (each.gathered ** 2 - each.v);
    each.value -= rate * each.m / (Math.sqrt(each.v) + 1e-8);
    each.gathered = 0;
  }
  rows.push(learned.map((each) => each.value));
}

function grid() {
  let sum = 0;
  for (let row = 0; row < 100; row++) {
    for (let column = 0; column < 100; column++) sum += forward([column / 16 - 3, row / 16 - 3]);
  }
  return sum;
}

const grids = process.argv[2] === "grid";
for (let count = 1; count <= (grids ? 20 : 1000); count++) grids ? grid() : step(count);
const begin = process.hrtime.bigint();
for (let count = 1001; count <= 1000 + steps; count++) grids ? grid() : step(count);
console.log(steps / (Number(process.hrtime.bigint() - begin) / 1e9));
