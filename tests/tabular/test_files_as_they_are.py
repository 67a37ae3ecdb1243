"""Files as people have them: titles, remarks, units, blanks, workbooks, arrays; and what is none of these."""

import gzip
import io
import zipfile

import numpy as np
import pytest

from gdviz.tabular import (
    DataError,
    Kind,
    choose_proposed,
    guess,
    other_formats,
    parse_table,
    propose,
    read_table,
    to_dataset,
)
from gdviz.tabular.cells import with_unit
from gdviz.tabular.encoding import ENCODINGS, EncodedFile, encoded, pasted
from gdviz.tabular.guess import is_table
from gdviz.tabular.other_formats import LONGEST_PAGE, content
from gdviz.tabular.printed import LONGEST
from gdviz.tabular.propose import REASONS


def parsed(text, **how):
    return parse_table(encoded("file", text.encode()), **how)


def values(table):
    return [column.numbers.tolist() for column in table.columns]


READ = {
    "blanks": (
        "    0.50     2.000  1\n    1.25     3.500  1\n",
        [[0.5, 1.25], [2, 3.5], [1, 1]],
        ["", "", ""],
    ),
    "blanks, names": ("x   y\n1\t 2\n 3   4\n", [[1, 3], [2, 4]], ["x", "y"]),
    "blanks, decimal commas": ("x y\n0,5 1,5\n2,5 3,5\n", [[0.5, 2.5], [1.5, 3.5]], ["x", "y"]),
    "pipes": ("x|y\n1.0|2\n2.0|1\n", [[1, 2], [2, 1]], ["x", "y"]),
    "remarks": ("# on Monday\n# in m\nx,y\n1,2.1\n# a pause\n2,3.9\n", [[1, 2], [2.1, 3.9]], ["x", "y"]),
    "a remark as wide as the data": (
        "x, y\n# first half\n1, 2\n2, 4\n#second, half\n3, 6\n",
        [[1, 2, 3], [2, 4, 6]],
        ["x", "y"],
    ),
    "a remark among days": (
        "day,y\n2024-01-01,5\n# closed, until spring\n2024-04-02,6\n",
        [None, [5, 6]],
        ["day", "y"],
    ),
    "remarks of code": ("x;y\n1,5;2\n// so far; so good\n2,5;3\n", [[1.5, 2.5], [2, 3]], ["x", "y"]),
    "a remark among blanks": ("x y\n1 2\n%done 2\n% a b c\n2 3\n", [[1, 2], [2, 3]], ["x", "y"]),
    "texts with a mark": ("tag,y\n#red,1\nblue,2\n#green,3\n", [None, [1, 2, 3]], ["tag", "y"]),
    "a missing number": ("x,y\n1,2\n#N/A,3\n4,4\n", [None, [2, 3, 4]], ["x", "y"]),
    "a name like a mean's": ("city,x\nRome,1\nOslo,2\nMedia,3\n", [None, [1, 2, 3]], ["city", "x"]),
    "a table in a text": (
        "Results of the run:\n\n  epoch  loss   acc\n  1      0.9    0.5\n  2      0.5    0.7\n\nDone.\n",
        [[1, 2], [0.9, 0.5], [0.5, 0.7]],
        ["epoch", "loss", "acc"],
    ),
    "a logger's numbers": (
        'Title: 1\n#,"Time, GMT","T, °C"\n1,01/13/24 10:00:00 AM,21.5\n2,01/14/24 10:10:00 AM,21.7\n',
        [[1, 2], None, [21.5, 21.7]],
        ["#", "Time, GMT", "T, °C"],
    ),
    "a short row": ("x,y\n1,2\n2,4\n3\n4,8\n", [[1, 2, 3, 4], [2, 4, np.nan, 8]], ["x", "y"]),
    "minutes": ("t,y\n3 min 20 s,1\n4m10s,2\n", [[200, 250], [1, 2]], ["t", "y"]),
    "an accountant's": ('x,y\n1," $ 1,234.50 "\n2," $ (500.00)"\n', [[1, 2], [1234.5, -500]], ["x", "y"]),
    "about so much": ("x;y\nca. 5;1\n约 6;2\n", [[5, 6], [1, 2]], ["x", "y"]),
    "DOS's end": ("x,y\n1,2\n2,4\n\x1a", [[1, 2], [2, 4]], ["x", "y"]),
    "a code as a total": ("state,pop\nCA,39\nTX,29\nSD,0.9\n", [None, [39, 29, 0.9]], ["state", "pop"]),
    "a mean and SD": ("who,x\na,1\nb,3\nMean,2\nSD,1.4\n", [None, [1, 3]], ["who", "x"]),
    "a minus apart": ("x;y\n- 1;2\n- 2;4\n3;7\n", [[-1, -2, 3], [2, 4, 7]], ["x", "y"]),
    "a minus apart, blanks": ("x y\n- 1 2\n- 2 4\n3 7\n", [[-1, -2, 3], [2, 4, 7]], ["x", "y"]),
    "a dash for what is missing": (
        "x y z\n- 1 2\n1 2 4\n3 7 1\n",
        [[np.nan, 1, 3], [1, 2, 7], [2, 4, 1]],
        ["x", "y", "z"],
    ),
    "fractions": ("x,y\n1/2,3/2\n1/4,2\n1 3/4,5½\n", [[0.5, 0.25, 1.75], [1.5, 2, 5.5]], ["x", "y"]),
    "points": ("x,y\n7/10,1\n10/10,2\n", [[7, 10], [1, 2]], ["x", "y"]),
    "places": ("rank,y\n1st,1.5\n2nd,2.5\n13th,4\n", [[1, 2, 13], [1.5, 2.5, 4]], ["rank", "y"]),
    "grades": ("name,grade\nA,1+\nB,2-\nC,1\n", [None, [np.nan, np.nan, 1]], ["name", "grade"]),
    "Stata's list": (
        "     +--------------------+\n     | make     price   y |\n     |--------------------|\n"
        "  1. | AMC C    4,099  22 |\n  2. | Buick    4,749   7 |\n     +--------------------+\n",
        [[1, 2], None, [4099, 4749], [22, 7]],
        ["", "make", "price", "y"],
    ),
    "Octave's text": (
        "# Created by Octave 8.4.0\n# name: x\n# type: matrix\n# rows: 2\n# columns: 1\n 1\n 2\n\n\n"
        "# name: y\n# type: matrix\n# rows: 2\n# columns: 1\n 2\n 4.5\n\n\n",
        [[1, 2], [2, 4.5]],
        ["x", "y"],
    ),
    "a title": ("Weights of apples\n\nx,y\n1,2\n3,4\n", [[1, 3], [2, 4]], ["x", "y"]),
    "a padded title": (
        "Weights;;\nx;y;z\n1;2;3\n4;5;6\n",
        [[1, 4], [2, 5], [3, 6]],
        ["x", "y", "z"],
    ),
    "units below": ("t,v\ns,m/s\n1,2\n3,4\n", [[1, 3], [2, 4]], ["t", "v"]),
    "three lines of names": ("a\tb\nc\tc\n\tclass\n1\t2\n3\t4\n", [[1, 3], [2, 4]], ["a", "b"]),
    "kinds of Orange": (
        "length\twidth\tkind\nc\tc\td\n\t\tclass\n5.0\t3.1\tred\n4.8\t?\tblue\n",
        [[5, 4.8], [3.1, np.nan], None],
        ["length", "width", "kind"],
    ),
    "numbered by pandas": (",0,1\n0,5.5,6\n1,7,8\n", [[0, 1], [5.5, 7], [6, 8]], ["", "0", "1"]),
    "percent": ("p,q\n45.0%,1\n7 %,2\n", [[45, 7], [1, 2]], ["p", "q"]),
    "currency": ('a,b\n"$1,234",€5\n$20,€6\n', [[1234, 20], [5, 6]], ["a", "b"]),
    "units in the cells": ("a,b\n3.2 mm,5℃\n4 mm,6℃\n", [[3.2, 4], [5, 6]], ["a", "b"]),
    "printed by R or pandas": ("  x y\n1 5 6\n2 7 8\n", [[1, 2], [5, 7], [6, 8]], ["", "x", "y"]),
    "names in NumPy's remark": ("# x y\n1 2\n3 4\n", [[1, 3], [2, 4]], ["x", "y"]),
    "set by a device": (
        "Model,DS1\nDate,2024\nSecond,Value\n0.1,1\n0.2,2\n0.3,2\n0.4,1\n",
        [[0.1, 0.2, 0.3, 0.4], [1, 2, 2, 1]],
        ["Second", "Value"],
    ),
    "counted by scikit-learn": (
        "3,2,cat,dog\n1,2,3,0\n4,5,6,1\n",
        [[1, 4], [2, 5], [3, 6], [0, 1]],
        [""] * 4,
    ),
    "a total": ("x;y\n1;2\n3;4\nSumme;6\n", [[1, 3], [2, 4]], ["x", "y"]),
    "means in Chinese": ("数学,语文\n90,80\n70,60\n平均分,70\n", [[90, 70], [80, 60]], ["数学", "语文"]),
    "Fortran": ("1.0D+00 2.5D-01\n2.0D0 4\n", [[1, 2], [0.25, 4]], ["", ""]),
    "blanks and quotation marks": ('1.0   2\t"a b"\n2.0   3\t"c d"\n', [[1, 2], [2, 3], None], [""] * 3),
    "thousands with a unit": ("a;b\n1.234,50 €;3\n999,00 €;4\n", [[1234.5, 999], [3, 4]], ["a", "b"]),
    "merged names": (
        "Soil,,Air,\ndepth,width,depth,width\n1,2,3,4\n5,6,7,8\n",
        [[1, 5], [2, 6], [3, 7], [4, 8]],
        ["Soil depth", "Soil width", "Air depth", "Air width"],
    ),
    "the same name twice": (
        "Run 1\tRun 1\nTime\tForce\n0\t1\n1\t2\n",
        [[0, 1], [1, 2]],
        ["Run 1 Time", "Run 1 Force"],
    ),
    "years as names": (
        "Land,1990,1991\nA,6571,6800\nB,1071,1100\n",
        [None, [6571, 1071], [6800, 1100]],
        ["Land", "1990", "1991"],
    ),
    "a source above": (
        '"Source","Bank",\n"Updated","2024-03-01",\n"Land","Code","1990","1991"\n"A","AA","65","68"\n"B","BB","10","11"\n',
        [None, None, [65, 10], [68, 11]],
        ["Land", "Code", "1990", "1991"],
    ),
    "notes below": ("x;y\n1;2\n3;4\n____\nStand: 2024\n© Amt\n", [[1, 3], [2, 4]], ["x", "y"]),
    "a title above settings": (
        "Measurement\t\nVersion\t2\nMode\tfast\n***\t\nx\ty\n0.5\t1.5\n1.5\t2\n2.5\t1\n3.5\t1\n4.5\t2\n",
        [[0.5, 1.5, 2.5, 3.5, 4.5], [1.5, 2, 1, 1, 2]],
        ["x", "y"],
    ),
    "a web page": (
        "<!DOCTYPE html><table><tr><td>menu</td></tr></table><table><tr><th colspan=2>Towns</th></tr>"
        "<tr><th>x</th><th>y<sup>[1]</sup></th></tr><tr><td>1</td><td>2,500</td></tr><tr><td>&nbsp;3<td>4</table>",
        [[1, 3], [2500, 4]],
        ["x", "y"],
    ),
    "a web page with a section that is none": (
        "<meta charset=idna><table><tr><th>x<th>y<![*></tr><tr><td>1<td>2<tr><td>3<td>4</table>",
        [[1, 3], [2, 4]],
        ["x", "y"],
    ),
    "named by the country's code": (
        "id,x,y\nUSW0094,1,2\nUSW0095,2,4\n",
        [None, [1, 2], [2, 4]],
        ["id", "x", "y"],
    ),
    "below zero": ("a,b\n($20),1\n-$5,2\n$7,3\n", [[-20, -5, 7], [1, 2, 3]], ["a", "b"]),
    "thousands": ("a;b\n1.234,5;1\n2.000,0;2\n", [[1234.5, 2000], [1, 2]], ["a", "b"]),
    "thousands twice": (
        "Stadt;E;y\nA;3.645.000;1\nB;126.000;2\n",
        [None, [3645000, 126000], [1, 2]],
        ["Stadt", "E", "y"],
    ),
    "Indian thousands": ('a,b\n"12,34,567.50",1\n"1,00,000",2\n', [[1234567.5, 100000], [1, 2]], ["a", "b"]),
    "multiples": (
        "a,b\n1.2k,$1.2M\n2.1M,$950K\n800,$3B\n",
        [[1200, 2100000, 800], [1.2e6, 950e3, 3e9]],
        ["a", "b"],
    ),
    "Chinese multiples": ("a,b\n1.2亿,1\n3000万,2\n", [[1.2e8, 3e7], [1, 2]], ["a", "b"]),
    "uncertain": ("x,y\n2.0 ± 0.1,2.01(3)\n3.1+/-0.2,3.1(4)\n", [[2, 3.1], [2.01, 3.1]], ["x", "y"]),
    "marks of footnotes": (
        "x,y,z\n1.5[1],1***,5 [4.1-6]\n2.5,2*,7\n4†,3,8\n",
        [[1.5, 2.5, 4], [1, 2, 3], [5, 7, 8]],
        ["x", "y", "z"],
    ),
    "durations": ("x,y\n1 h 20 min,1\n95 min,2\n2 h,3\n", [[80, 95, 120], [1, 2, 3]], ["x", "y"]),
    "minus behind": ("x,y\n5.00-,1\n7.25,2\n", [[-5, 7.25], [1, 2]], ["x", "y"]),
    "texts of a spreadsheet": ('x,y\n="1.5",\'2\n="2.5",\'3\n', [[1.5, 2.5], [2, 3]], ["x", "y"]),
    "a narrow blank before the unit": (
        "x\ty\n1\u00a0234,50\u00a0zł\t1\n5,00\u00a0zł\t2\n",
        [[1234.5, 5], [1, 2]],
        ["x", "y"],
    ),
    "a short file of an instrument": (
        "LabVIEW Measurement\t\nWriter_Version\t2\nSeparator\tTab\n***End***\t\n\t\nSamples\t3\t\n"
        "Date\t2024/01/02\t\n***End***\t\t\n"
        "X_Value\tVoltage\tComment\n0.0\t1.5\t\n0.1\t1.6\t\n",
        [[0, 0.1], [1.5, 1.6], None],
        ["X_Value", "Voltage", "Comment"],
    ),
    "of an oscilloscope": (
        "Model,TBS\nFirmware,4\n\nPoint Format,Y,,\nHorizontal Units,S,,\n"
        "Sample Interval,0.1,,\nTIME,CH1\n-0.2,0.1\n-0.1,0.2\n",
        [[-0.2, -0.1], [0.1, 0.2]],
        ["TIME", "CH1"],
    ),
    "units with a number among them": (
        "t,n,T\ns,1,K\n0,5,21.5\n1,6,21.7\n",
        [[0, 1], [5, 6], [21.5, 21.7]],
        ["t", "n", "T"],
    ),
    "remarks behind a semicolon": ("; by X\nx y\n1 2.5 ; first\n2 3.5\n", [[1, 2], [2.5, 3.5]], ["x", "y"]),
    "an empty name before semicolons": (";x;y\na;1;2\nb;3;4\n", [None, [1, 3], [2, 4]], ["", "x", "y"]),
    "a footnote with commas": (
        "a,x,y\nA,1,2\nB,3,4\nSource: Census, table 3.\n",
        [None, [1, 3], [2, 4]],
        ["a", "x", "y"],
    ),
    "names of rows with blanks": (
        "              mpg disp\nMazda RX4    21.0  160\nFiat X1-9    27.3   79\nLotus        30.4  351\n",
        [None, [21, 27.3, 30.4], [160, 79, 351]],
        ["", "mpg", "disp"],
    ),
    "of fixed width": (
        "Name   Age City      y\nAnna    23 New York 3.5\nBen     34 Paris    4.5\nCarl    45 Rome     2.5\n",
        [None, [23, 34, 45], None, [3.5, 4.5, 2.5]],
        ["Name", "Age", "City", "y"],
    ),
    "a name above the names of rows": (
        "     x    y\nname        \nfoo  1.5  2\nbar  2.5  3\n",
        [None, [1.5, 2.5], [2, 3]],
        ["name", "x", "y"],
    ),
    "kinds below the names": (
        "# A tibble: 2 × 2\n      x     y\n  <dbl> <dbl>\n1   1.5   2.5\n2   2.5   3.5\n",
        [[1, 2], [1.5, 2.5], [2.5, 3.5]],
        ["", "x", "y"],
    ),
    "in blocks of columns": (
        "   x  \\\n0  1   \n1  3   \n\n   z  \n0  5  \n1  6  \n",
        [[0, 1], [1, 3], [5, 6]],
        ["", "x", "z"],
    ),
    "a factor above": (
        "A =\n\n   1.0e+03 *\n\n    0.001    1.5\n    0.002    2.5\n",
        [[1, 2], [1500, 2500]],
        ["", ""],
    ),
    "a log": ("epoch=1 loss=0.91\nepoch=2 loss=0.72\n", [[1, 2], [0.91, 0.72]], ["epoch", "loss"]),
    "series in rows": (
        "Time (s);0;1;2;3\nSpeed;0,5;1,5;2,6;3\n",
        [[0, 1, 2, 3], [0.5, 1.5, 2.6, 3]],
        ["Time (s)", "Speed"],
    ),
    "series with colons": (
        "x: 1, 2, 3, 4\ny: 2.1, 3.9, 6.2, 8\n",
        [[1, 2, 3, 4], [2.1, 3.9, 6.2, 8]],
        ["x", "y"],
    ),
    "points with bars": ("A(1|2,5)\nB(2|3,5)\n", [[1, 2], [2.5, 3.5]], ["", ""]),
    "rows in quotation marks": ('"x,y"\n"1,2.5"\n"2,3.5"\n', [[1, 2], [2.5, 3.5]], ["x", "y"]),
    "a data frame of pandas": (
        "df = pd.DataFrame({'x': [1, 2], 'y': [2.5, 3.5]})",
        [[1, 2], [2.5, 3.5]],
        ["x", "y"],
    ),
    "vectors of R": ("x <- c(1, 2) # s\ny <- c(2.5, 3.5)", [[1, 2], [2.5, 3.5]], ["x", "y"]),
    "a matrix and its labels": (
        "X = np.array([[1, 2], [3, 4]], dtype=float)\ny = np.array([0, 1])",
        [[1, 3], [2, 4], [0, 1]],
        ["x1", "x2", "y"],
    ),
    "lists of Mathematica": ("{{1, 2.5}, {2, 3.}}", [[1, 2], [2.5, 3]], ["", ""]),
    "objects of JavaScript": ("const data = [{x: 1, y: 2.5}, {x: 2, y: null}];", [[1, 2], None], ["x", "y"]),
    "records by their row": ('{"0":{"x":1,"y":2.5},"1":{"x":2,"y":3.5}}', [[1, 2], [2.5, 3.5]], ["x", "y"]),
    "records in records": (
        '[{"page":1},[{"v":1.5,"c":{"id":"DE"}},{"v":1.7,"c":{"id":"FR"}}]]',
        [[1.5, 1.7], None],
        ["v", "c.id"],
    ),
    "a name that begins as a total": (
        "a,x,y\nTotal War,1,2\nTotal Recall,3,4\n",
        [None, [1, 3], [2, 4]],
        ["a", "x", "y"],
    ),
    "a first row without numbers": ("a,x,y\nA,,\nB,3,4\n", [None, [np.nan, 3], [np.nan, 4]], ["a", "x", "y"]),
    "a mistake in the first row": ("x,y\nsix,7\n2,3\n4,5\n", [[np.nan, 2, 4], [7, 3, 5]], ["x", "y"]),
    "a number in the last remark": ("x,y\n1,2\n2,3\n\nMade by Foo 1.2, 2024\n", [[1, 2], [2, 3]], ["x", "y"]),
    "no thousands after zero": ("x;y\n0,532;1.5\n0,633;2.5\n", [[np.nan, np.nan], [1.5, 2.5]], ["x", "y"]),
    "numbers as far as 3e83 that are none": (
        "s,d,y\n1920x1080,10²,1\n4x100,10³,2\n",
        [[np.nan] * 2] * 2 + [[1, 2]],
        ["s", "d", "y"],
    ),
    "powers of ten": (
        "<table><tr><th>x<th>y<th>z<tr><td>2.5×10<sup>−3</sup><td>10<sup>3</sup><td>1<sup>2</sup>"
        "<tr><td>3<td>10<sup>4</sup><td>4<sup>a</sup></table>",
        [[2.5e-3, 3], [np.nan, np.nan], [1, 4]],
        ["x", "y", "z"],
    ),
    "points in Germany": ("(1;0,5) (2;0,4)\n(3;0,3)\n", [[1, 2, 3], [0.5, 0.4, 0.3]], ["", ""]),
    "settings of as many columns": (
        "Exported by Foo\nT=300K,p=1\n\nx,y\ncm,g\n1,2\n3,4\n",
        [[1, 3], [2, 4]],
        ["x", "y"],
    ),
    "named series": ("x = 1, 2, 3, 4\ny = 2, 4, 6, 8\n", [[1, 2, 3, 4], [2, 4, 6, 8]], ["x", "y"]),
    "months by name": ("d,v\n1 Jan 2020,1\n2 Feb 2020,2\n3 Mar 2020,4\n", [None, [1, 2, 4]], ["d", "v"]),
    "classes that are called as totals": (
        "y,pool\n1,max\n2,mean\n3,max\n4,mean\n",
        [[1, 2, 3, 4], None],
        ["y", "pool"],
    ),
    "names above several columns": (
        "<table><tr><th rowspan=2>Year<th colspan=2>Points</tr><tr><th>A<th>B</tr><tr><td>2019<td>1<td>2</tr>"
        "<tr><td>2020<td>3<td>4</tr></table>",
        [[2019, 2020], [1, 3], [2, 4]],
        ["Year", "Points A", "Points B"],
    ),
    "twice the tab": ("1\t2\t3\n2\t\t4\t5\n3\t6\t7.5\n", [[1, 2, 3], [2, 4, 6], [3, 5, 7.5]], [""] * 3),
    "LaTeX": (
        "x & y & z & v\\\\\n$1.5\\times10^{2}$ & $2.0 \\pm 0.1$ & 1\\,234 & \\SI{1.5}{mm} \\\\\n"
        "$3 \\cdot 10^{-1}$ & 4\\pm1 & 12{,}345 & \\qty{2}{mm} \\\\\n",
        [[150, 0.3], [2, 4], [1234, 12345], [1.5, 2]],
        ["x", "y", "z", "v"],
    ),
    "columns counted from 0": ("0,1,2\n0.7,3,1\n0.5,4,0\n", [[0.7, 0.5], [3, 4], [1, 0]], ["0", "1", "2"]),
    "a column called #": ("#,x,y\n1,2,2.5\n2,3,3\n", [[1, 2], [2, 3], [2.5, 3]], ["#", "x", "y"]),
    "code with an import": (
        "import numpy as np\nx = np.array([1, 2])\ny = np.array([2.5, 3])\n",
        [[1, 2], [2.5, 3]],
        ["x", "y"],
    ),
    "R's structure": (
        'structure(list(x = c(1L, 2L), y = c(2.5, 3)), class = "data.frame", row.names = c(NA, -2L))',
        [[1, 2], [2.5, 3]],
        ["x", "y"],
    ),
    "a matrix in lines": ("A = [1, 2.5\n     2, 3];", [[1, 2], [2.5, 3]], ["", ""]),
    "vectors of MATLAB": ("x =\n     1\n     2\n\ny =\n    2.5\n    3\n", [[1, 2], [2.5, 3]], ["x", "y"]),
    "named points": ("A = (1, 2.5)\nB = (2, 3)\nC = (4, 5)\n", [[1, 2, 4], [2.5, 3, 5]], ["", ""]),
    "points in a line": ("A(1|2,5) B(2|3) C(4|5)", [[1, 2, 4], [2.5, 3, 5]], ["", ""]),
    "how many rows pandas prints": (
        "   x  y\n0  5  2.5\n1  6  3\n2  8  4\n\n[3 rows x 2 columns]\n",
        [[0, 1, 2], [5, 6, 8], [2.5, 3, 4]],
        ["", "x", "y"],
    ),
    "full-width blanks and colons": (
        "面积：80，价格：1.5\n面积：90，价格：2\n",
        [[80, 90], [1.5, 2]],
        ["面积", "价格"],
    ),
    "features of a map": (
        '{"features":[{"properties":{"m":2.5},"at":[1,2]},{"properties":{"m":3},"at":[4,5]}]}',
        [[2.5, 3], [1, 4], [2, 5]],
        ["properties.m", "at.1", "at.2"],
    ),
    "a page behind a remark": (
        "<?xml version='1.0'?><!-- a --><html><table><tr><th>x<th>y<tr><td>1<td>2.5<tr><td>2<td>3</table>",
        [[1, 2], [2.5, 3]],
        ["x", "y"],
    ),
    "units behind units": (
        'x;y;z\n1,5 Mio. €;5";12 K€\n2 Mio. €;6";9 K€\n',
        [[1.5, 2], [5, 6], [12, 9]],
        ["x", "y", "z"],
    ),
    "thousands of money": (
        "Monat;Ausgaben\n1;1.200 €\n2;950 €\n",
        [[1, 2], [1200, 950]],
        ["Monat", "Ausgaben"],
    ),
    "thousands behind a code": ("m;b\n1;USD 1.200\n2;USD 950\n", [[1, 2], [1200, 950]], ["m", "b"]),
    "blanks between decimal commas": (
        "Zeit   Weg\n0,0    0,0\n0,1    0,5\n0,2    2,0\n",
        [[0, 0.1, 0.2], [0, 0.5, 2]],
        ["Zeit", "Weg"],
    ),
    "powers of ten with decimal commas": (
        "x;y\n1,5·10^-3;2\n2,5 · 10⁻³;3\n",
        [[1.5e-3, 2.5e-3], [2, 3]],
        ["x", "y"],
    ),
    "files behind each other": ("x,y\n1,2\n3,4\nx,y\n5,6\n", [[1, 3, 5], [2, 4, 6]], ["x", "y"]),
    "a mean and a deviation": ("x,y\n1,2\n3,4\nMean,3\nSD,1\n", [[1, 3], [2, 4]], ["x", "y"]),
    "series without names": (
        "1\t2\t3\t4\t5\n2.1\t3.9\t6.2\t8.1\t9.8\n",
        [[1, 2, 3, 4, 5], [2.1, 3.9, 6.2, 8.1, 9.8]],
        ["", ""],
    ),
    "series with units": (
        "t;s;0;1;2;3\nv;m/s;0;9,8;19,6;29,4\n",
        [[0, 1, 2, 3], [0, 9.8, 19.6, 29.4]],
        ["t (s)", "v (m/s)"],
    ),
    "inserts of a database": (
        "insert into t (name, y) values ('a, b', 2.5), ('c', NULL);\nINSERT INTO t VALUES ('d', 3);\n",
        [None, [2.5, np.nan, 3]],
        ["name", "y"],
    ),
    "inserts of MySQL, and what follows them": (
        "INSERT INTO t (k, y) VALUES ('O\\'Neil', 2.5), ('b', 3) ON DUPLICATE KEY UPDATE y = VALUES(y);\n"
        "CREATE TABLE u (a, b);\ninsert into t values ('c', 4);\n",
        [None, [2.5, 3, 4]],
        ["k", "y"],
    ),
    "inserts of two tables": (
        "INSERT INTO a (x, y) VALUES (1, 2.5), (2, 4);\nINSERT INTO b (k, v) VALUES (7, 8);\n",
        [[1, 2], [2.5, 4]],
        ["x", "y"],
    ),
    "names in angle brackets": (
        "<OPEN>\t<HIGH>\n1.5\t2\n2.5\t4\n",
        [[1.5, 2.5], [2, 4]],
        ["<OPEN>", "<HIGH>"],
    ),
    "points behind a word": ("Points: (1, 2), (2, 3.5), (3, 5)", [[1, 2, 3], [2, 3.5, 5]], ["", ""]),
    "points in Chinese": ("点：（1，2），（2，3.5），（3，5）", [[1, 2, 3], [2, 3.5, 5]], ["", ""]),
    "lists behind colons": ("x: [1, 2, 3]\ny: [2, 4.5, 6]\n", [[1, 2, 3], [2, 4.5, 6]], ["x", "y"]),
    "a matrix of LaTeX": ("\\begin{pmatrix} 1 & 2.5 \\\\ 3 & 4 \\end{pmatrix}", [[1, 3], [2.5, 4]], ["", ""]),
    "uncertain, with decimal commas": ("x;y\n2,0±0,1;1\n3,1±0,1;2\n", [[2, 3.1], [1, 2]], ["x", "y"]),
    "a list": ("• 1, 2.5\n• 2, 4\n• 3, 7\n", [[1, 2, 3], [2.5, 4, 7]], ["", ""]),
    "a numbered list": ("1) 1.5, 2\n2) 2.5, 4\n", [[1.5, 2.5], [2, 4]], ["", ""]),
    "a letter that is quoted": ("> x y\n> 1 2\n> 3 4\n", [[1, 3], [2, 4]], ["x", "y"]),
    "arrays of C and Java": (
        "double x[] = {1, 2, 3};\nint[] y = {2, 4, 7};",
        [[1, 2, 3], [2, 4, 7]],
        ["x", "y"],
    ),
    "thousands of dollars": ("x\ty\n1\t$1,200\n2\t$950\n", [[1, 2], [1200, 950]], ["x", "y"]),
    "laps": (
        "lap,time\n1,1:05.3\n2,59.9 s\n3,1:02:04.5\n",
        [[1, 2, 3], [65.3, 59.9, 3724.5]],
        ["lap", "time"],
    ),
    "about": ("x,y\n1,~2\n2,≈4.5\n3,7\n", [[1, 2, 3], [2, 4.5, 7]], ["x", "y"]),
    "with a range": (
        'x,y\n1,2.5 (2.1-2.9)\n2,4.1% (3.8–4.4)\n3,"5 (4.7, 5.3)"\n'.replace("%", ""),
        [[1, 2, 3], [2.5, 4.1, 5]],
        ["x", "y"],
    ),
    "a table of Wikipedia": (
        '{| class="wikitable"\n|+ Speeds\n! x !! y\n|-\n| 1 || style="color: red" | 2\n|-\n| 3\n| 4.5\n|}\n',
        [[1, 3], [2, 4.5]],
        ["x", "y"],
    ),
    "a table of Jira": ("||x||y||\n|1|2|\n|3|4.5|\n", [[1, 3], [2, 4.5]], ["x", "y"]),
    "rows of a web page": (
        "<tbody><tr><td>1<td>2</tr><tr><td>3<td>4.5</tr></tbody>",
        [[1, 3], [2, 4.5]],
        ["", ""],
    ),
    "a dump of MySQL in a line": (
        "INSERT INTO `t` (`id`,`y`) VALUES " + ",".join(f"({n},{n / 2})" for n in range(2000)) + ";",
        [list(range(2000)), [n / 2 for n in range(2000)]],
        ["id", "y"],
    ),
    "Arduino's monitor": (
        "10:15:02.120 -> 21.5,45\n10:15:03.125 -> 21.6,44\n",
        [[36902.12, 36903.125], [21.5, 21.6], [45, 44]],
        ["", "", ""],
    ),
    "series with units, in blanks": (
        "t / s 0 1 2 3 4\ns / m 0 5 20 45 80\n",
        [[0, 1, 2, 3, 4], [0, 5, 20, 45, 80]],
        ["t / s", "s / m"],
    ),
    "points of a form": (
        "Email Address,Score\na@b.c,5 / 10\nd@e.f,7 / 10\ng@h.i,9.5 / 10\n",
        [None, [5, 7, 9.5]],
        ["Email Address", "Score"],
    ),
    "a log without names": (
        "2023-05-01 12:00:00;21,5\n2023-05-01 12:01:00;22,0\n",
        [None, [21.5, 22]],
        ["", ""],
    ),
    "kelvin": ("x,y\n300 K,5 B\n310 K,6 B\n", [[300, 310], [5, 6]], ["x", "y"]),
    "cells of several rows": (
        "<table><tr><th>Year<th>Team<th>Pts</tr>"
        "<tr><td rowspan=2>2019<td>A<td>10</tr><tr><td>B<td>12</tr></table>",
        [[2019, 2019], None, [10, 12]],
        ["Year", "Team", "Pts"],
    ),
}


@pytest.mark.parametrize("kind", READ)
def test_it_is_read(kind):
    text, wanted, names = READ[kind]
    table = parsed(text)
    for found, numbers in zip(values(table), wanted, strict=True):
        assert numbers is None or found == pytest.approx(numbers, rel=1e-15, nan_ok=True)
    assert list(table.names) == names


CODES = {
    "-999": "21.5 22.5 -999 24 26",
    "-9999": "-0.16 -0.08 -9999 0.1",
    "-9.99": "1.02 -9.99 0.5 -9.99 0.25",
    "-99.99": "315.7 -99.99 317.4 -99.99 318",
    "-200": "2.6 -200 2.2 -200 1.6",
    "-999.25": "12.5 -999.25 15 18 -999.25",
    "9999": "12 9999 14 9999 15",
    "": "-5 -999.5 3 99 -99 12 999",
}
KEPT = [
    "50 -500 70 80 -500",
    "50 -1000 20 -1000",
    "999 1299 999 899",
    "999 12 15 18",
    "-1 12 15 -1",
    "-9 12 5 -9",
]


@pytest.mark.parametrize("code", CODES)
def test_numbers_that_stand_for_missing_ones_are_found_and_may_be_kept(code):
    text = "x,y\n" + "".join(f"{n},{cell}\n" for n, cell in enumerate(CODES[code].split()))
    column = parsed(text).columns[1]
    assert column.code == code
    gone = [float(cell) for cell in CODES[code].split() if cell == code]
    assert int(column.are(Kind.MISSING).sum()) == len(gone)
    kept = parsed(text, codes=False).columns[1]
    assert kept.numbers.tolist() == [float(cell) for cell in CODES[code].split()]


@pytest.mark.parametrize("cells", KEPT)
def test_numbers_that_may_be_meant_are_not_taken_for_missing_ones(cells):
    column = parsed("x,y\n" + "".join(f"1,{cell}\n" for cell in cells.split())).columns[1]
    assert (column.code, column.numbers.tolist()) == ("", [float(cell) for cell in cells.split()])


@pytest.mark.parametrize(
    "cells", ["300 K,310", "5 B,7", "1.5,3 M", "12K,800", "5 ms,1 s", "45%,0.5", "45%,2k"]
)
def test_a_letter_that_may_be_a_unit_or_a_thousand_is_asked_about(cells):
    first, second = cells.split(",")
    table = parsed(f"T,R\n{first},1\n{second},2.5\n{first},3\n")
    assert propose(table).reasons == ("units", "last")
    with pytest.raises(DataError) as raised:
        choose_proposed(table)
    assert raised.value.code == "units"


@pytest.mark.parametrize("said", ["plain", "multiples"])
@pytest.mark.parametrize("cells", ["5 mm,3 cm", "$5,€6", "45%,5 mm"])
def test_different_units_are_never_one_whatever_is_said(cells, said):
    first, second = cells.split(",")
    table = parsed(f"T,R\n{first},1\n{second},2.5\n", units=said)
    assert table.columns[0].unclear


def test_what_was_passed_over_is_said_and_can_be_said_otherwise():
    table = parsed("Apples\nx,y\ncm,g\n1,2\n3,4\n")
    assert (table.skipped, table.below, table.header) == (1, 1, True)
    other = parsed("Apples\nx,y\ncm,g\n1,2\n3,4\n", skipped=3, header=False)
    assert values(other) == [[1, 3], [2, 4]]
    assert parsed("x,y\ncm,g\n1,2\n", below=0).total_rows == 2
    assert table.lines.tolist() == [4, 5]


@pytest.mark.parametrize("cells", ["1 -10 2 3 -10", "-2 -9 -1 0 -9"])
def test_a_cold_day_is_not_missing(cells):
    assert parsed("x,y\n" + "".join(f"1,{cell}\n" for cell in cells.split())).columns[1].code == ""


@pytest.mark.parametrize("text", ["3万5千", "5h30", "3x5", "2^3", "10⁶"])
def test_what_is_more_than_a_number_and_its_unit_is_neither(text):
    assert with_unit(text) is None


def test_numbers_with_different_units_stay_texts():
    table = parsed("a,b\n3 mm,1\n3 cm,2\n")
    assert np.isnan(table.columns[0].numbers).all()
    assert parsed("a,b\n3 mm,1\n4 mm,2\n").columns[0].unit == "mm"


@pytest.mark.parametrize("word", ["none", "缺", "#DIV/0!", "#WERT!", "<NA>", ".", "Missing"])
def test_what_says_that_a_number_is_missing_is_no_mistake_beside_numbers(word):
    table = parsed(f"x,y\n1,2\n{word},3\n4,5.5\n")
    assert to_dataset(table, [0], 1).rows == ((1,), (4,))
    assert parsed(f"x,y\n{word},2\nsome,3\n{word},1\n").columns[0].texts == (word, "some")


@pytest.mark.parametrize("bound", ["<0.1", ">5", "≤ 2"])
def test_a_number_that_was_not_measured_is_a_mistake_not_a_title(bound):
    for text in (f"dose,answer\n1,{bound}\n2,3\n4,5\n", f"who,answer\nA,{bound}\nB,3\nC,5\nD,6\n"):
        table = parsed(text)
        assert (table.skipped, table.below, table.total_rows) == (0, 0, len(text.splitlines()) - 1)


ENCODED = {
    "Big5": "姓名,身高,性別\n陳大文,172,男\n林小美,160,女\n",
    "GB18030": "姓名,身高,性别\n张三,172,男\n李四,160,女\n",
    "Shift-JIS": "名前,身長,性別\n田中,172,男\n佐藤さくら,160,女\n",
    "EUC-KR": "이름,키,성별\n김철수,172,남\n이영희,160,여\n박민수,181,남\n",
    "Windows-1251": "имя,рост,пол\nИван,172,м\nАнна,160,ж\n",
    "Windows-1252": "Öl,°C,Größe\nÄhre,172,“m”\nÉté,160,f\n",
    "UTF-16": "姓名,x,性别\n张三,1,男\n李四,2,女\n",
}


@pytest.mark.parametrize("encoding", ENCODED)
def test_the_encoding_is_guessed(encoding):
    text = ENCODED[encoding]
    table = parse_table(EncodedFile("file", text.encode(ENCODINGS[encoding])))
    assert (table.encoding, list(table.names)) == (encoding, text.splitlines()[0].split(","))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("x,y\n1,5,2,5\n3,5,4,5\n", "two_commas"),
        ("x,y\n1,000.5,2\n2,000.5,3\n3,500.25,4\n", "two_commas"),
        ("city,people\nA,1,234,567\nB,234,567\n", "two_commas"),
        ("BZh91AY", "other"),
        ("<rows>\n<row><x>1</x><y>2.5</y></row>\n</rows>\n", "other"),
        ("- x: 1\n  y: 2.5\n- x: 2\n  y: 3.5\n", "other"),
        ("r\2\1\0", "program"),
        ("\ufeff@RELATION demo\n", "arff"),
        ("% made\n@RELATION demo\n@ATTRIBUTE x REAL\n@DATA\n1\n", "arff"),
        ("1 1:0.5 3:0.2\n-1 2:0.1\n", "libsvm"),
        ("<!DOCTYPE html>\n<html><body>404</body></html>", "web_page"),
        ('[{"x": [1], "y": 2}]', "json"),
        ("[[0. 1.]\n [2. 3.]\n ...\n [6. 7.]]", "shortened"),
        ("array([0, 1, 2, ..., 7, 8, 9], shape=(1000,))", "shortened"),
        (" x y\n0 1 2\n.. ... ...\n9 3 4\n\n[10 rows x 2 columns]", "shortened"),
        ("%PDF-1.4\n1 0 obj", "other"),
        ("MATLAB 5.0 MAT-file", "program"),
        ("PAR1\x15", "program"),
        ("version https://git-lfs.github.com/spec/v1\n", "other"),
    ],
)
def test_what_is_something_else_is_named(text, code):
    with pytest.raises(DataError) as raised:
        parsed(text)
    assert raised.value.code == code


def saved(save, *arrays, **named):
    file = io.BytesIO()
    save(file, *arrays, **named)
    return parse_table(encoded("file", file.getvalue()))


def test_arrays():
    x, y = np.array([[1.5, 2], [3, 4], [5, 0.1]]), np.array([0, 1, 1])
    assert values(saved(np.save, x)) == x.T.tolist()
    table = saved(np.savez, y=y, X=x.astype(np.float32))
    assert table.names == ("x1", "x2", "y")
    assert propose(table).target == 2
    assert values(table)[0] == [1.5, 3, 5]
    ends_like_a_text_of_dos = np.array([[1], [26]], np.uint8)
    assert values(saved(np.save, ends_like_a_text_of_dos)) == [[1, 26]]
    named = np.array([(1.0, 2), (3.0, 4)], [("length", "f8"), ("count", "i4")])
    assert saved(np.save, named).names == ("length", "count")
    assert values(saved(np.save, np.arange(8).reshape(2, 2, 2))) == [[0, 4], [1, 5], [2, 6], [3, 7]]
    for wrong in (np.zeros((2, 28, 28)), np.array(["a", None], object), np.array(3)):
        with pytest.raises(DataError):
            saved(np.save, wrong)


def test_arrays_of_equally_many_rows_are_a_table_and_the_others_are_named():
    file = io.BytesIO()
    train, test = (
        {"x_train": np.eye(3), "y_train": np.arange(3)},
        {"x_test": np.eye(2, 3), "y_test": np.arange(2)},
    )
    np.savez(file, **train, **test, rate=np.array(0.5), names=np.array(["a", None], object))
    source = encoded("file", file.getvalue())
    table = parse_table(source)
    assert (table.names, table.part) == (("x1", "x2", "x3", "y_train"), "x_train, y_train")
    assert table.content.parts == ("x_train, y_train", "x_test, y_test")
    assert table.content.passed_over == ("rate", "names")
    assert propose(table).reasons[-1] == "named"
    assert parse_table(source, part="x_test, y_test").total_rows == 2


PRINTED = {
    "Markdown": "# Results\n\n| x | y |\n|---|--:|\n| 1 | 2.5 |\n| 2 | 3.5 |\n",
    "a terminal": "+---+-----+\n| x | y   |\n+---+-----+\n| 1 | 2.5 |\n| 2 | 3.5 |\n+---+-----+\n"
    "2 rows in set\n",
    "psql": " x |  y\n---+-----\n 1 | 2.5\n 2 | 3.5\n(2 rows)\n",
    "boxes": "┌───┬─────┐\n│ x ┆ y   │\n│ - ┆ --- │\n╞═══╪═════╡\n│ 1 ┆ 2.5 │\n│ 2 ┆ 3.5 │\n└───┴─────┘\n",
    "rules": "===  =====\n x    y\n===  =====\n 1    2.5\n 2    3.5\n===  =====\n",
    "LaTeX": "\\begin{tabular}{lr}\n\\toprule\n"
    "$x$ & \\textbf{y} \\\\ \\midrule\n1 & 2.5 \\\\\n2 & 3{.}5 \\\\[2pt]\n"
    "\\bottomrule\n\\end{tabular}\n",
    "records": '[{"x": 1, "y": 2.5}, {"x": 2, "y": 3.5}]',
    "records within": '{"count": 2, "results": [{"x": 1, "y": 2.5}, {"x": 2, "y": 3.5}]}',
    "a record a line": '{"x": 1, "y": 2.5}\n{"x": 2, "y": 3.5}\n',
    "columns": '{"x": [1, 2], "y": [2.5, 3.5]}',
    "columns by place": '{"x": {"0": 1, "1": 2}, "y": {"0": 2.5, "1": 3.5}}',
    "split": '{"columns": ["x", "y"], "index": [0, 1], "data": [[1, 2.5], [2, 3.5]]}',
    "Python": "data = {'x': [1, 2], 'y': (2.5, 3.5)}",
    "tuples": "[('x', 'y'), (1, 2.5), (2, 3.5)]",
}


@pytest.mark.parametrize("kind", PRINTED)
def test_what_is_printed_or_drawn_is_read(kind):
    table = parse_table(pasted("clipboard", PRINTED[kind]))
    assert (table.names, values(table)) == (("x", "y"), [[1, 2], [2.5, 3.5]])
    assert is_table(PRINTED[kind])


@pytest.mark.parametrize(
    "text",
    [
        "f(x) = (x + 1)^2",
        "max(1, 2)",
        "[1, 2, 3]",
        "def f(x):\n    return x**2\n\nprint(f(2))",
        "1. Open the file\n2. Press the button\n3. Wait",
        "Dear Anna, here it is at last,\nas I said, the sum of all that,\nand so on, until tomorrow,\n",
        "to be\nor not\nto be\n",
        "import numpy as np\nw = np.array([1.0, 2.0])\n",
    ],
)
def test_what_is_copied_to_be_read_is_no_table(text):
    assert not is_table(text)


@pytest.mark.parametrize("line", ["1,2\n", "[[1, 2], ", "a\tb\n", "# x\n1 2\n"])
def test_of_a_long_text_that_is_copied_only_the_beginning_is_looked_at(line, monkeypatch):
    looked_at = []
    monkeypatch.setattr(guess, "printed", looked_at.append)
    assert is_table(line * 99_999)
    assert sum(map(len, looked_at)) <= guess.MOST_LOOKED_AT
    assert all(each.endswith("\n") for each in looked_at)


def test_words_are_a_table_too():
    table = parse_table(pasted("clipboard", "sunny\thot\tno\nrain\tmild\tyes\nrain\thot\tno\n"))
    assert (table.header, propose(table).target) == (False, 2)
    assert is_table("sunny\thot\tno\nrain\tmild\tyes\n")


def test_a_cell_is_no_number_with_its_unit_however_long():
    assert with_unit("1" + "[a]" * 10) == (1, "")
    assert with_unit("1" + "[a]" * 100) is None


def test_blanks_within_names_and_a_matrix_of_matlab():
    table = parsed("Name      Age  Height\nAnna       23   1.70\nCy Lee     45   1.75\n")
    assert table.columns[0].texts == ("Anna", "Cy Lee")
    assert table.columns[2].numbers.tolist() == [1.7, 1.75]
    assert values(parsed("A =\n\n    1.0000    2.5000\n    2.0000    3.5000\n")) == [[1, 2], [2.5, 3.5]]
    assert parsed("x | y\n1 | 2\n\n3 | 4\n").lines.tolist() == [2, 4]


SHEET = """<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
<sheetData>{rows}</sheetData></worksheet>"""
PARTS = {
    "[Content_Types].xml": '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
    'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>',
    "_rels/.rels": '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    'relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/'
    '2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
    '<sheet name="Data" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/'
    'package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/'
    '2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}


def workbook(*sheets):
    """An .xlsx file."""
    parts = dict(PARTS)
    for number, rows in enumerate(sheets, 1):
        cells = "".join(
            f"<row>{''.join(f'<c><v>{c}</v></c>' if isinstance(c, float) else _text(c) for c in row)}</row>"
            for row in rows
        )
        parts[f"xl/worksheets/sheet{number}.xml"] = SHEET.format(rows=cells)
        if number > 1:
            book, links = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
            told = f'<sheet name="S{number}" sheetId="{number}" r:id="r{number}"/></sheets>'
            parts[book] = parts[book].replace("</sheets>", told)
            link = parts[links].partition("<Relationship ")[2].partition("/>")[0]
            link = link.replace("r1", f"r{number}").replace("sheet1", f"sheet{number}")
            parts[links] = parts[links].replace("</Relationships>", f"<Relationship {link}/></Relationships>")
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return file.getvalue()


def _text(text):
    if text[0] == "=":
        return f"<c><f>{text[1:]}</f><v/></c>"
    return f'<c t="inlineStr"><is><t>{text}</t></is></c>'


@pytest.mark.parametrize("name", ["book.xlsx", "renamed.csv"])
def test_a_workbook_is_read_whatever_it_is_called(tmp_path, name):
    pytest.importorskip("python_calamine")
    path = tmp_path / name
    path.write_bytes(workbook([["长度", "kind"], [1.5, "red"], [2.0, "blue"], [3.0, "red"]]))
    table = read_table(path)
    assert table.names == ("长度", "kind")
    assert table.columns[0].numbers.tolist() == [1.5, 2.0, 3.0]
    assert to_dataset(table, [0], 1).class_names == ("red", "blue")


def test_series_in_the_rows_of_a_sheet_are_columns(tmp_path):
    pytest.importorskip("python_calamine")
    path = tmp_path / "book.xlsx"
    path.write_bytes(workbook([["x", 1.0, 2.0, 3.0, 4.0], ["y", 2.1, 3.9, 6.2, 8.1]]))
    assert read_table(path).names == ("x", "y")
    assert values(read_table(path)) == [[1, 2, 3, 4], [2.1, 3.9, 6.2, 8.1]]


def test_of_several_sheets_the_first_with_a_table_is_read(tmp_path):
    pytest.importorskip("python_calamine")
    path = tmp_path / "book.xlsx"
    path.write_bytes(workbook([["Read me"], ["The data are behind."]], [["a", "y"], [1.5, 2.0], [2.0, 4.0]]))
    table = read_table(path)
    assert (table.names, table.part, table.content.passed_over) == (("a", "y"), "S2", ("Data",))


@pytest.mark.parametrize("first", ["x", "=1+1"])
def test_formulas_without_their_values_are_named_as_such(tmp_path, first):
    pytest.importorskip("python_calamine")
    path = tmp_path / "book.xlsx"
    rows = [first, first.replace("x", "1")], ["=A1", "=A1"], ["=A1*2", "=A1*3"]
    path.write_bytes(workbook([["x", "y"], *rows]))
    with pytest.raises(DataError) as raised:
        read_table(path)
    assert raised.value.code == "uncomputed"
    path.write_bytes(workbook([["x", "y"], *[[1.0, 2.5]] * 5, ["=A2", "=B2"]]))
    assert read_table(path).columns[1].numbers[:5].tolist() == [2.5] * 5


def test_a_sheet_is_in_the_file_that_the_workbook_names(tmp_path):
    pytest.importorskip("python_calamine")
    path = tmp_path / "book.xlsx"
    with zipfile.ZipFile(
        io.BytesIO(workbook([["x", "y"], *[["=1", "=2"]] * 3], [["a", "y"], [1.0, 2.5]]))
    ) as made:
        parts = {name: made.read(name).decode() for name in made.namelist()}
    links = "xl/_rels/workbook.xml.rels"  # the sheets were put in another order
    parts[links] = (
        parts[links].replace("sheet1", "sheet3").replace("sheet2", "sheet1").replace("sheet3", "sheet2")
    )
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    assert read_table(path).names == ("a", "y")


def test_texts_become_inputs_of_0_and_1():
    table = parsed("day,color,y\nMon,red,1\nTue,blue,2\n?,green,3\nMon,red,4.5\n")
    assert to_dataset(parsed("ok,y\nyes,1\nno,2\nyes,3\n"), ["ok"], "y").names == ("ok = yes",)
    found = to_dataset(table, ["day", "color"], "y", missing="mean")
    assert found.names == ("day = Tue", "color = red", "color = blue", "color = green")
    assert found.rows[1] == (1.0, 0.0, 1.0, 0.0)
    assert found.rows[2][0] == pytest.approx(1 / 3)
    many = parsed("name,y\n" + "".join(f"person {n},{n}\n" for n in range(12)))
    with pytest.raises(DataError) as raised:
        to_dataset(many, ["name"], "y")
    assert raised.value.code == "text_input"


PROPOSED = {
    "PassengerId,Survived,Age\n1,0,22\n2,1,38\n3,1,26\n": ((2,), 1, ("counter", "named", "numbers")),
    "passed,track,hours\n1,day,7.5\n0,evening,7\n1,day,8.05\n": ((1, 2), 0, ("binary", "texts", "numbers")),
    "x,same,y\n1,7,2.5\n2,7,3.5\n": ((0,), 2, ("numbers", "constant", "named")),
    "x,z,kind\n1,2,a\n3,4,b\n5,6,a\n": ((0, 1), 2, ("numbers", "numbers", "classes")),
    "x,name,z\n1,Anna,2.5\n2,Ben,3.5\n": ((0,), 2, ("numbers", "many_texts", "last")),
    "x,when,z\n1,2024-01-01,2.5\n2,2024-01-02,3.5\n": ((0,), 2, ("numbers", "dates", "last")),
    "x,when,z\n1,3.2.24 8:15,2.5\n2,3.2.24 9:15,3.5\n": ((0,), 2, ("numbers", "dates", "last")),
    "x,日期,z\n1,2024年1月1日,2.5\n2,2024年1月3日,3.5\n": ((0,), 2, ("numbers", "dates", "last")),
    "x,when,z\n1,5 Mar 2024,2.5\n2,6 Mar 2024,3.5\n": ((0,), 2, ("numbers", "dates", "last")),
    "x,when,z\n1,2024/1/2 下午 1:11:12,2.5\n2,2024/1/2 上午 9:00:00,3.5\n": (
        (0,),
        2,
        ("numbers", "dates", "last"),
    ),
    "x,when,z\n1,2024-W01,2.5\n2,2024-W02,3.5\n": ((0,), 2, ("numbers", "dates", "last")),
    "x,学号,z\n1,2023001,2.5\n2,2023007,3.5\n": ((0,), 2, ("numbers", "counter", "last")),
    "x,y1,error\n1,2,0.5±1\n2,3,0.2±1\n3,5,1±1\n": ((0, 1), 2, ("numbers", "numbers", "last")),
    "price,area,rooms\n20850,80,3\n18150,75,2\n22350,90,2\n": ((1, 2), 0, ("named", "numbers", "numbers")),
    "1,2.5,3.1\n1,2.7,3.3\n2,4.1,2.2\n2,4.4,2.5\n": ((1, 2), 0, ("grouped", "numbers", "numbers")),
    "x,ticket,z\n1,A 5,2.5\n2,17,3.5\n3,B 7,1\n4,18,2\n5,PC 9,1\n6,3,4\n": (
        (0,),
        2,
        ("numbers", "mixed", "last"),
    ),
    "d,doors,z\n1,2,2.5\n2,4,3.5\n3,5more,1\n4,2,2\n5,5more,1\n6,4,4\n": (
        (0, 1),
        2,
        ("numbers", "texts", "last"),
    ),
    "x,kind,when\n1,a,1 Jul 2023\n2,b,1 Jul 2023\n3,a,1 Jul 2023\n": (
        (0,),
        1,
        ("numbers", "classes", "dates"),
    ),
    "x,void,z\n1,,2.5\n2,,3.5\n": ((0,), 2, ("numbers", "empty", "last")),
    "lap,time\n1,1:05\n2,1:03\n3,59:10\n": ((0,), 1, ("numbers", "last")),
    "p,x,s,n\ne,x,p,g\ne,b,s,m\np,x,s,s\np,b,s,m\n": ((1, 2, 3), 0, ("first", "texts", "texts", "texts")),
    "rep,n,y,n\nrep,n,n,n\ndem,y,y,y\n": ((1, 2, 3), 0, ("first", "texts", "texts", "texts")),
    "x,o,x,win\nx,x,o,lost\no,x,x,win\n": ((0, 1, 2), 3, ("texts", "texts", "texts", "classes")),
    "B,1,1\nR,1,2\nL,2,1\nR,2,3\n": ((1, 2), 0, ("first", "numbers", "numbers")),
    "84302,M,1.5,2.5\n84517,B,2.5,3.5\n90045,M,1,3\n": (
        (2, 3),
        1,
        ("counter", "classes", "numbers", "numbers"),
    ),
    "1,0.52,1.5\n2,0.6,1.7\n3,0.7,1.9\n": ((0, 1), 2, ("numbers", "numbers", "last")),  # perhaps seconds
    "carat,price,depth\n1,300,5\n2,350,4.5\n2,370,4\n": ((0, 2), 1, ("numbers", "named", "numbers")),
    "kind,text\nham,hi\nspam,win\nham,ok\n": ((), 0, ("classes", "many_texts")),
    "Nr;y\n1;2,5\n2;3,5\n": ((0,), 1, ("alone", "named")),
}


def test_laps_can_be_the_target():
    chosen = choose_proposed(parsed("lap,time\n1,1:05\n2,1:03\n3,59:10\n"))[1]
    assert (chosen.targets.tolist(), chosen.target_name) == ([65, 63, 3550], "time (s)")


def test_series_in_rows_are_columns_unless_it_is_said_that_they_are_not():
    text = "1,2,3,4\n2.5,3,5,7\n"
    assert (parsed(text).turned, values(parsed(text))) == (True, [[1, 2, 3, 4], [2.5, 3, 5, 7]])
    asked = parsed(text, turned=False)
    assert (asked.turned, asked.rows, len(asked.columns)) == (False, 2, 4)
    assert parsed("x,y\n1,2\n").turned is None


def test_a_dash_before_each_number_may_be_a_minus_and_is_asked_about():
    with pytest.raises(DataError) as raised:
        parsed("- 3.5, 2\n- 4.5, 3\n")
    assert raised.value.code == "bullets"


@pytest.mark.parametrize(
    "days",
    [
        "1/2/2024 2/3/2024 4/5/2024",
        "2024-W01 2024-W02 2024-W05",
        "12:30 12:45:10 13:10",
        "2024-03-31T01:30+01:00 2024-03-31T03:30+02:00 2024-03-31T04:30+02:00",
        "2024-03-31 12:30:00 2024-04-02",
    ],
)
def test_dates_that_cannot_be_counted_are_told_to_be_no_inputs(days):
    with pytest.raises(DataError) as raised:
        choose_proposed(parsed("day,sold\n{},5\n{},7.5\n{},6\n".format(*days.split())))
    assert raised.value.code == "only_dates"


COUNTED = {
    "2024-02-28 2024-02-29 2024-03-02": ("day (d)", [0, 1, 3]),
    "3.2.24 4.2.24 1.3.24": ("day (d)", [0, 1, 27]),
    "1/31/2024 2/1/2024 2/2/2024": ("day (d)", [0, 1, 2]),
    "31/1/2024 1/2/2024 2/2/2024": ("day (d)", [0, 1, 2]),
    "5-Mar-24 6-Mai-24 7-Dez-24": ("day (d)", [0, 62, 277]),
    "2024年1月1日 2024年1月2日 2024年2月1日": ("day (d)", [0, 1, 31]),
    "20240131 20240201 20240301": ("day (d)", [0, 1, 30]),
    "2024-01-01T06:00 2024-01-01T12:00Z 2024-01-02T06:00": ("day (d)", [0, 0.25, 1]),
    "23:59:58 23:59:59.5 0:00:02": ("day (s)", [86398, 86399.5, 86402]),
    "12:30 12:45 00:10": ("day (min)", [750, 765, 1450]),  # past midnight
    "0:05 1:10 1:20": ("day (min or s)", [5, 70, 80]),  # whichever it is
    "1:05 1:10 59:20": ("day (s)", [65, 70, 3560]),
    "23:30:00 0:15:00 23:45:00": ("day (s)", [84600, 900, 85500]),  # of one evening each
}


@pytest.mark.parametrize("days", COUNTED)
def test_dates_beside_the_target_alone_are_counted(days):
    table = parsed("day,sold\n{},5\n{},7.5\n{},6\n".format(*days.split()))
    wanted, chosen = choose_proposed(table)
    seconds = np.diff(COUNTED[days][1])
    assert (chosen.names, wanted.reasons) == ((COUNTED[days][0],), ("days", "last"))
    assert np.diff(chosen.inputs[:, 0]).tolist() == pytest.approx(seconds.tolist())
    assert propose(parsed("day,x,sold\n{},1,5\n{},2,7.5\n{},4,6\n".format(*days.split()))).inputs == (1,)


@pytest.mark.parametrize("text", PROPOSED)
def test_the_proposal_says_why(text):
    inputs, target, reasons = PROPOSED[text]
    found = propose(parsed(text))
    assert (found.inputs, found.target, found.reasons) == (inputs, target, reasons)
    assert set(found.reasons) <= set(REASONS)


def test_what_is_packed_is_read_or_named(tmp_path):
    text = b"x,y\n1,2\n3,4\n"
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(text[:7]) + gzip.compress(text[7:]))  # put together
    assert values(read_table(tmp_path / "a.csv.gz")) == [[1, 3], [2, 4]]
    for names, code in (
        (["train.csv"], ""),
        (["README.txt", "train.csv"], ""),
        (["test.csv", "train.csv", "Readme.md"], ""),
        (["sample_submission.csv", "train.csv"], ""),
        (["word/a.xml"], "other"),
    ):
        with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
            for name in names:
                archive.writestr(name, text)
        if not code:
            table = read_table(tmp_path / "a.zip")
            assert (values(table), table.part) == ([[1, 3], [2, 4]], "train.csv")
            continue
        with pytest.raises(DataError) as caught:
            read_table(tmp_path / "a.zip")
        assert caught.value.code == code


def test_what_is_skipped_at_the_end_can_be_said_otherwise():
    text = "x,y\n1,2\n3,4\nTotal,6\n"
    assert parsed(text).footer == 1
    assert parsed(text, footer=0).total_rows == 3


CHOSEN = {
    # text: (names of the inputs, name of the target, its kind)
    "id,x,price\n10,1,208500\n7,2,181500\n9,4,223500\n": ("x", "price", "number"),
    "x,y,ok\n1.5,2,True\n2.5,4,False\n3.5,6,True\n": ("x y", "ok", "class"),
    "Unnamed: 0,x,y\n0,1.5,2\n1,2.5,4\n2,3,5\n": ("x", "y", "number"),
    "x,cabin,y\n1,,2.5\n2,,3\n3,C,4\n": ("x", "y", "number"),
    "lot,street,price\n1,a,2.5\n2,b,3\n3,a,4\n": ("lot street", "price", "number"),
}


@pytest.mark.parametrize("text", CHOSEN)
def test_what_is_proposed_is_what_a_teacher_would_choose(text):
    table = parsed(text)
    wanted = propose(table)
    inputs = " ".join(table.names[place] for place in wanted.inputs)
    assert (inputs, table.names[wanted.target], wanted.kind) == CHOSEN[text]


def test_numbers_alone_in_the_first_column_are_no_row_numbers():
    assert propose(parsed("1 2.5\n2 4.1\n3 6\n")).inputs == (0,)


def test_a_cell_of_many_tags_is_as_long_as_its_text():
    page = "<table><tr><th>x<th>y<tr><td>" + "1<b></b>" * 3 + "<td>2</table>"
    assert content(page.encode()).data == b"x,y\r\n1 1 1,2\r\n"


def test_only_so_much_is_looked_at_as_printed_or_as_a_page(monkeypatch):
    drawn = b"| x | y |\n|---|---|\n| 1 | 2 |\n"
    assert content(drawn).form == "printed"
    assert content(drawn + b" " * 5 * LONGEST) is None
    page = b"<table><tr><td>1<td>2<tr><td>3<td>4</table>"
    assert content(page + b" " * LONGEST_PAGE).data == b"1,2\r\n3,4\r\n"
    monkeypatch.setattr(other_formats, "LONGEST_PAGE", len(page))
    with pytest.raises(DataError, match="MB"):  # only its beginning was read, without a word
        content(page + page)
    monkeypatch.undo()
    with pytest.raises(DataError, match="without a table"):
        content(b"<html>" + b" " * LONGEST_PAGE + page)


def test_columns_of_words_are_inputs_while_there_is_room_and_rows_for_each_word():
    words = np.random.default_rng(0).integers(0, 9, (200, 40))
    table = parsed("".join(",".join("abcdefghi"[place] for place in row) + "\n" for row in words))
    wanted, chosen = choose_proposed(table)
    assert (len(chosen.names), wanted.reasons[10:12]) == (99, ("texts", "beyond"))
    assert (
        propose(parsed("a,b,1\nc,b,2.5\n" + "d,e,1\nf,g,1\nh,b,1\ni,a,1.5\n" * 2)).reasons[0] == "many_texts"
    )


@pytest.mark.parametrize("word", ["Moyenne", "Durchschnitt", "Promedio", "среднее", "합계"])
def test_a_mean_or_a_sum_is_known_in_several_languages(word):
    assert parsed(f"name;x;y\nA;1,5;2\nB;2,5;4\n{word};2;3\n").footer == 1


def test_who_is_called_max_is_no_maximum():
    rows = "name,height,weight\nAnna,160,50\nLea,165,55\nMax,{}\n"
    assert (parsed(rows.format("180,75")).footer, parsed(rows.format("165,55")).footer) == (0, 1)
    assert parsed(rows.format("165,55")).ended == "Max 165 55"


def test_a_few_words_in_windows_1251_are_known():
    table = parse_table(encoded("a.csv", "Рост;Вес;Пол\n170;65;м\n160;50;ж\n".encode("cp1251")))
    assert (table.encoding, table.names) == ("Windows-1251", ("Рост", "Вес", "Пол"))


def test_years_that_are_not_equally_apart_are_names():
    table = parsed("Life expectancy,,,\nCountry,2000,2010,2019\nChad,48.1,51.9,54.2\nFiji,66,66.9,68\n")
    assert (table.names, table.skipped, table.rows) == (("Country", "2000", "2010", "2019"), 1, 2)


@pytest.mark.parametrize(
    ("names", "places"),
    [
        ("Jan Feb Mar. Dec", [1, 2, 3, 12]),
        ("Januar März Mai März", [1, 3, 5, 3]),
        ("一月 二月 十二月 三月", [1, 2, 12, 3]),
        ("Mon Tue Wed Sun", [1, 2, 3, 7]),
        ("周一 周三 周五 周日", [1, 3, 5, 7]),
    ],
)
def test_months_and_days_of_a_week_are_inputs_in_their_order(names, places):
    rows = "".join(f"{name},{row + 0.5}\n" for row, name in enumerate(names.split()))
    found, chosen = choose_proposed(parsed(f"when,y\n{rows}"))
    assert found.reasons[0] == "ordered"
    assert chosen.names == ("when",)
    assert chosen.inputs[:, 0].tolist() == places


@pytest.mark.parametrize("names", ["Sat Sun Sat Fri", "May Maria Julia Martin"])
def test_days_that_come_again_and_other_names_are_no_order(names):
    rows = "".join(f"{name},{row + 0.5}\n" for row, name in enumerate(names.split()))
    assert propose(parsed(f"when,y\n{rows}")).reasons[0] != "ordered"


def test_numbers_that_hardly_come_again_are_no_classes():
    assert propose(parsed("x,y\n0,0\n1,1\n2,4\n0,1\n1,2\n2,5\n")).kind == "number"
    assert propose(parsed("x,y\n0,0\n1,1\n2,2\n0,1\n1,2\n2,3\n")).kind == "class"


def test_words_written_otherwise_are_one_class_and_letters_two():
    assert choose_proposed(parsed("x,y\n1,yes\n2,NO\n3,Yes\n4,no\n"))[1].class_names == ("NO", "yes")
    assert choose_proposed(parsed("x,y\n1,A\n2,a\n3,A\n4,a\n"))[1].class_names == ("A", "a")


@pytest.mark.parametrize("day", ["Mo, 01.02.2024", "Thu 2024-02-01", "2024年2月1日 星期四"])
def test_a_day_of_the_week_stands_before_a_date_or_behind(day):
    assert choose_proposed(parsed(f"d;y\n{day};1\n{day.replace('01', '05').replace('1日', '5日')};2\n"))[
        1
    ].inputs.tolist() == [[0], [4]]


@pytest.mark.parametrize(("data", "kind"), [(b'ID;PWXL;N\nC;Y1;X1;K"x"\n', "SYLK"), (b"TABLE\n0,1\n", "DIF")])
def test_an_exchange_format_is_named(data, kind):
    with pytest.raises(DataError, match=kind):
        encoded("file", data)


def test_a_last_column_of_names_is_no_target():
    rows = "".join(f"{row},{row * row % 7 + 0.5},car {row}\n" for row in range(30))
    found = propose(parsed(f"x,y,name\n{rows}".replace("y", "mpg2", 1)))
    assert (found.target, found.reasons[1]) == (1, "last_numbers")
