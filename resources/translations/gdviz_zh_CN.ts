<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>AboutDialog</name>
    <message>
        <source>&amp;Copy versions</source>
        <translation>复制版本(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Licenses…</source>
        <translation>许可证(&amp;L)…</translation>
    </message>
    <message>
        <source>About gdviz</source>
        <translation>关于 gdviz</translation>
    </message>
    <message>
        <source>Copies the versions, to be pasted into a report</source>
        <translation>复制版本信息，以便粘贴到问题报告中</translation>
    </message>
    <message>
        <source>Left out: {name} of {package}: {reason}</source>
        <translation>未采用：{package} 的 {name}：{reason}</translation>
    </message>
    <message>
        <source>Plug-ins: {packages}</source>
        <translation>插件：{packages}</translation>
    </message>
    <message>
        <source>Qt and PySide6 are used under the LGPL, version 3.</source>
        <translation>Qt 和 PySide6 依据 LGPL 第 3 版使用。</translation>
    </message>
    <message>
        <source>See gradient descent: step by step, side by side, hands on.</source>
        <translation>看见梯度下降：一步一步地看，并排地看，亲手拖着看。</translation>
    </message>
    <message>
        <source>Shows the licenses of gdviz and of the software that it builds on</source>
        <translation>显示 gdviz 及其所用组件的许可证</translation>
    </message>
    <message>
        <source>System</source>
        <translation>系统</translation>
    </message>
    <message>
        <source>The definitions are TensorFlow’s; in float32 the numbers agree with it digit for digit.</source>
        <translation>所有定义与 TensorFlow 一致；用 float32 时，数字与它逐位相同。</translation>
    </message>
    <message>
        <source>The packaged app takes no plug-ins.</source>
        <translation>打包的应用不支持插件。</translation>
    </message>
    <message>
        <source>The versions are on the clipboard.</source>
        <translation>版本信息已复制到剪贴板。</translation>
    </message>
    <message>
        <source>© 2026 the gdviz authors. Under the MIT license: free to use, to change and to pass on.</source>
        <translation>© 2026 gdviz 作者。依据 MIT 许可证：可自由使用、修改和分发。</translation>
    </message>
</context>
<context>
    <name>ActivationsField</name>
    <message>
        <source>Layer {number}</source>
        <translation>第 {number} 层</translation>
    </message>
    <message>
        <source>all the same</source>
        <translation>全部相同</translation>
    </message>
    <message>
        <source>{title}, {name}</source>
        <translation>{title}，{name}</translation>
    </message>
</context>
<context>
    <name>AllWeightsView</name>
    <message>
        <source>Bars by size at the playhead</source>
        <translation>当前步按大小排列的条形</translation>
    </message>
    <message>
        <source>Counts the weights by their value; dashed, the shadows.</source>
        <translation>按取值统计权重的个数；虚线是影子值。</translation>
    </message>
    <message>
        <source>Draws each weight as a line, with its shadow dashed.</source>
        <translation>每个权重画成一条线，影子值用虚线。</translation>
    </message>
    <message>
        <source>Histogram at the playhead</source>
        <translation>当前步的直方图</translation>
    </message>
    <message>
        <source>Lines against step</source>
        <translation>随步数变化的曲线</translation>
    </message>
    <message>
        <source>Sorts the weights by size: full bars are positive, hollow ones are negative.</source>
        <translation>按大小排列权重：实心条为正，空心条为负。</translation>
    </message>
    <message>
        <source>by size (hollow: negative)</source>
        <translation>按大小（空心：负）</translation>
    </message>
    <message>
        <source>how many</source>
        <translation>个数</translation>
    </message>
    <message>
        <source>shadow</source>
        <translation>影子值</translation>
    </message>
    <message>
        <source>size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>step</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>weight</source>
        <translation>权重</translation>
    </message>
</context>
<context>
    <name>Announcer</name>
    <message>
        <source>Right.</source>
        <translation>正确。</translation>
    </message>
    <message>
        <source>Wrong.</source>
        <translation>不对。</translation>
    </message>
</context>
<context>
    <name>AnswerCard</name>
    <message>
        <source>Choose it ({letter} or {key})</source>
        <translation>选它（按 {letter} 或 {key}）</translation>
    </message>
    <message>
        <source>not right</source>
        <translation>不对</translation>
    </message>
    <message>
        <source>right</source>
        <translation>对</translation>
    </message>
</context>
<context>
    <name>AverageView</name>
    <message>
        <source>decay</source>
        <translation>衰减</translation>
    </message>
    <message>
        <source>decay, last step</source>
        <translation>衰减（刚完成的一步）</translation>
    </message>
    <message>
        <source>decay, last step (right axis)</source>
        <translation>衰减（刚完成的一步，右轴）</translation>
    </message>
    <message>
        <source>shadow</source>
        <translation>影子值</translation>
    </message>
    <message>
        <source>shadow of {name}</source>
        <translation>{name} 的影子值</translation>
    </message>
    <message>
        <source>value</source>
        <translation>值</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Close this message</source>
        <translation>关闭这条消息</translation>
    </message>
</context>
<context>
    <name>BatchSizeField</name>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Allowed: a whole number from 1 to the number of examples, or all.</source>
        <translation>可填：从 1 到样本数的整数，或“全部”。</translation>
    </message>
    <message>
        <source>Every step takes all examples</source>
        <translation>每一步都用全部样本</translation>
    </message>
</context>
<context>
    <name>BeatDots</name>
    <message>
        <source>Part {number} of {count}: {title}</source>
        <translation>第 {number} 个环节，共 {count} 个：{title}</translation>
    </message>
</context>
<context>
    <name>BeatForm</name>
    <message>
        <source>Asks</source>
        <translation>提问</translation>
    </message>
    <message>
        <source>For the teacher</source>
        <translation>给教师</translation>
    </message>
    <message>
        <source>Hides</source>
        <translation>隐藏</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>Read more</source>
        <translation>展开阅读</translation>
    </message>
    <message>
        <source>Say</source>
        <translation>讲述</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>What is asked is not complete yet.</source>
        <translation>问题还不完整。</translation>
    </message>
    <message>
        <source>for a goal to be reached</source>
        <translation>达到一个目标</translation>
    </message>
    <message>
        <source>for a number</source>
        <translation>填一个数</translation>
    </message>
    <message>
        <source>how runs end</source>
        <translation>实验结果</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>不提问</translation>
    </message>
    <message>
        <source>numbers</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>to choose an answer</source>
        <translation>选一个答案</translation>
    </message>
    <message>
        <source>to drag a mark on a plot</source>
        <translation>在图上拖动标记</translation>
    </message>
    <message>
        <source>to draw a curve</source>
        <translation>画一条曲线</translation>
    </message>
    <message>
        <source>what comes next</source>
        <translation>后面的内容</translation>
    </message>
</context>
<context>
    <name>BeatPanels</name>
    <message>
        <source>Tries: {count}</source>
        <translation>试了 {count} 次</translation>
    </message>
    <message>
        <source>hands: {votes}</source>
        <translation>举手：{votes}</translation>
    </message>
    <message>
        <source>{beat}: your answer was {answer}</source>
        <translation>{beat}：你的回答是 {answer}</translation>
    </message>
    <message>
        <source>{letter}, {answer}</source>
        <translation>{letter}，{answer}</translation>
    </message>
    <message>
        <source>✓ Reached before; what is on stage now does not reach it.</source>
        <translation>✓ 之前已达到；现在画面上的设置没有达到。</translation>
    </message>
    <message>
        <source>✓ Right: {value}.</source>
        <translation>✓ 对：{value}。</translation>
    </message>
    <message>
        <source>✗ It is {value}.</source>
        <translation>✗ 应是 {value}。</translation>
    </message>
</context>
<context>
    <name>BeatStrip</name>
    <message>
        <source>Back</source>
        <translation>上一个环节</translation>
    </message>
    <message>
        <source>Back to the lesson</source>
        <translation>恢复本环节</translation>
    </message>
    <message>
        <source>Back to the questions</source>
        <translation>回到提问</translation>
    </message>
    <message>
        <source>Explore</source>
        <translation>探索</translation>
    </message>
    <message>
        <source>Explore freely</source>
        <translation>自由探索</translation>
    </message>
    <message>
        <source>Go on (PageDown; twice where a question has no answer)</source>
        <translation>继续（PageDown；问题还没有答案时按两次）</translation>
    </message>
    <message>
        <source>Leave the questions: everything can be changed</source>
        <translation>先离开提问：什么都可以改</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Next lesson</source>
        <translation>下一课</translation>
    </message>
    <message>
        <source>Previous part (PageUp)</source>
        <translation>上一个环节（PageUp）</translation>
    </message>
    <message>
        <source>Read more</source>
        <translation>展开阅读</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Restore the stage of this part of the lesson</source>
        <translation>把画面恢复成本环节的样子</translation>
    </message>
</context>
<context>
    <name>BoundaryView</name>
    <message>
        <source>Another run has other inputs and is not drawn here.</source>
        <translation>另一个实验的输入不同，没有画在这里。</translation>
    </message>
    <message>
        <source>Colors each place by what the model decides for, without shades.</source>
        <translation>每处只按模型的判定着色，不分深浅。</translation>
    </message>
    <message>
        <source>Discrete output</source>
        <translation>离散输出</translation>
    </message>
    <message>
        <source>Draws the points that are held back for the test, too.</source>
        <translation>也画出留作测试的点。</translation>
    </message>
    <message>
        <source>Show “Fit”</source>
        <translation>显示“拟合”</translation>
    </message>
    <message>
        <source>Test points</source>
        <translation>测试点</translation>
    </message>
    <message>
        <source>This data has one input: there is no plane. “Fit” draws it with the model’s line.</source>
        <translation>这份数据只有一个输入，没有平面。“拟合”视图会画出数据和模型的曲线。</translation>
    </message>
    <message>
        <source>first principal direction</source>
        <translation>第一主方向</translation>
    </message>
    <message>
        <source>output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>second principal direction</source>
        <translation>第二主方向</translation>
    </message>
    <message>
        <source>test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>{count} other runs have other inputs and are not drawn here.</source>
        <translation>另有 {count} 个实验的输入不同，没有画在这里。</translation>
    </message>
    <message>
        <source>{place}: output {value}</source>
        <translation>{place}：输出 {value}</translation>
    </message>
    <message>
        <source>{place}: {name}, {value}</source>
        <translation>{place}：{name}，{value}</translation>
    </message>
</context>
<context>
    <name>ByClicks</name>
    <message>
        <source>Click a mark, then where it belongs</source>
        <translation>先单击标记，再单击它该在的位置</translation>
    </message>
    <message>
        <source>Click where it belongs</source>
        <translation>单击它该在的位置</translation>
    </message>
    <message>
        <source>Go down</source>
        <translation>向下</translation>
    </message>
    <message>
        <source>Go left</source>
        <translation>向左</translation>
    </message>
    <message>
        <source>Go right</source>
        <translation>向右</translation>
    </message>
    <message>
        <source>Go up</source>
        <translation>向上</translation>
    </message>
    <message>
        <source>Move a mark by two clicks</source>
        <translation>单击两次移动标记</translation>
    </message>
    <message>
        <source>Without dragging</source>
        <translation>不用拖动</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
</context>
<context>
    <name>ChangeFlags</name>
    <message>
        <source>Delete the change</source>
        <translation>删除这个改变</translation>
    </message>
    <message>
        <source>Drag it to another step; Delete removes it.</source>
        <translation>拖到另一步；按 Delete 删除它。</translation>
    </message>
    <message>
        <source>Move the change</source>
        <translation>移动改变</translation>
    </message>
</context>
<context>
    <name>ChosenPlot</name>
    <message>
        <source>Choose parameters</source>
        <translation>选择参数</translation>
    </message>
    <message>
        <source>Choose parameters…</source>
        <translation>选择参数…</translation>
    </message>
    <message>
        <source>Chooses which of the model's parameters are drawn.</source>
        <translation>选择画出模型的哪些参数。</translation>
    </message>
    <message>
        <source>Draws the parameters that are farthest from their start.</source>
        <translation>画出离起点最远的参数。</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Parameters that move most</source>
        <translation>移动最多的参数</translation>
    </message>
    <message>
        <source>Select the parameters to draw, at most {count}.</source>
        <translation>勾选要画的参数，最多 {count} 个。</translation>
    </message>
    <message>
        <source>{shown} of {count} parameters</source>
        <translation>{count} 个参数中的 {shown} 个</translation>
    </message>
    <message>
        <source>{shown} of {count} parameters: those that move most</source>
        <translation>{count} 个参数中的 {shown} 个：移动最多的</translation>
    </message>
</context>
<context>
    <name>ClaimRow</name>
    <message>
        <source>A number, or a place such as {place}</source>
        <translation>一个数，或一个位置，如 {place}</translation>
    </message>
    <message>
        <source>As now</source>
        <translation>取当前值</translation>
    </message>
    <message>
        <source>How the run ends</source>
        <translation>实验怎样结束</translation>
    </message>
    <message>
        <source>Take the number at the playhead</source>
        <translation>取当前步的数值</translation>
    </message>
    <message>
        <source>The number</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Up to which step; empty for this one alone</source>
        <translation>到第几步；空着就只看这一步</translation>
    </message>
    <message>
        <source>What is claimed</source>
        <translation>断言什么</translation>
    </message>
    <message>
        <source>Which number is what? The claim counts once it is complete.</source>
        <translation>哪个数是多少？写完整才算数。</translation>
    </message>
    <message>
        <source>Within</source>
        <translation>误差</translation>
    </message>
    <message>
        <source>converged</source>
        <translation>已收敛</translation>
    </message>
    <message>
        <source>diverged</source>
        <translation>已发散</translation>
    </message>
    <message>
        <source>diverging</source>
        <translation>正在发散</translation>
    </message>
    <message>
        <source>ends</source>
        <translation>结局是</translation>
    </message>
    <message>
        <source>is</source>
        <translation>等于</translation>
    </message>
    <message>
        <source>is above</source>
        <translation>大于</translation>
    </message>
    <message>
        <source>is below</source>
        <translation>小于</translation>
    </message>
    <message>
        <source>oscillating</source>
        <translation>来回振荡</translation>
    </message>
</context>
<context>
    <name>ClassChoice</name>
    <message>
        <source>New points</source>
        <translation>新的点</translation>
    </message>
    <message>
        <source>class {name}</source>
        <translation>类别 {name}</translation>
    </message>
</context>
<context>
    <name>CodeDialog</name>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Save…</source>
        <translation>保存(&amp;S)…</translation>
    </message>
    <message>
        <source>As the course writes it: a graph and a session</source>
        <translation>课本里的写法：计算图和会话</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Copies the whole program (Enter)</source>
        <translation>复制整个程序（回车）</translation>
    </message>
    <message>
        <source>Everything written out: derivatives, optimizer, learning rate</source>
        <translation>全部写明：导数、优化器、学习率</translation>
    </message>
    <message>
        <source>Goes back to the stage (Esc)</source>
        <translation>回到画面（Esc）</translation>
    </message>
    <message>
        <source>PyTorch with its own derivatives</source>
        <translation>PyTorch，由它自动求导</translation>
    </message>
    <message>
        <source>Python programs (*.py)</source>
        <translation>Python 程序 (*.py)</translation>
    </message>
    <message>
        <source>Save the program</source>
        <translation>保存程序</translation>
    </message>
    <message>
        <source>Saves the program as a file ({key})</source>
        <translation>把程序保存成文件（{key}）</translation>
    </message>
    <message>
        <source>Show as code</source>
        <translation>用代码表示</translation>
    </message>
    <message>
        <source>TensorFlow 2 with Keras</source>
        <translation>TensorFlow 2（Keras）</translation>
    </message>
    <message>
        <source>The program is on the clipboard.</source>
        <translation>程序已复制到剪贴板。</translation>
    </message>
    <message>
        <source>“{run}” as a program</source>
        <translation>“{run}”的程序</translation>
    </message>
</context>
<context>
    <name>ColumnsPanel</name>
    <message>
        <source>&amp;Inputs</source>
        <translation>输入(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Kind</source>
        <translation>种类(&amp;K)</translation>
    </message>
    <message>
        <source>A class is one of a few kinds to tell apart; a number is to be matched as closely as possible.</source>
        <translation>类别是要区分开的几种之一；数值则要尽量接近。</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Fill in the mean</source>
        <translation>填入平均值</translation>
    </message>
    <message>
        <source>Leave the rows out</source>
        <translation>去掉这些行</translation>
    </message>
    <message>
        <source>Missing values</source>
        <translation>缺失值</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>None &amp;missing</source>
        <translation>无缺失(&amp;M)</translation>
    </message>
    <message>
        <source>Select every column of numbers but the target</source>
        <translation>勾选目标以外的所有数值列</translation>
    </message>
    <message>
        <source>Select no column</source>
        <translation>一列也不选</translation>
    </message>
    <message>
        <source>Tar&amp;get</source>
        <translation>目标(&amp;G)</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>The column that the model learns to predict from the inputs</source>
        <translation>模型要由输入预测的那一列</translation>
    </message>
    <message>
        <source>What happens where an input has no value: the row is left out, or the mean of the column is filled in. A row without a target is always left out.</source>
        <translation>输入缺值时怎么办：去掉这一行，或填入该列的平均值。没有目标的行总是去掉。</translation>
    </message>
    <message>
        <source>What the target is</source>
        <translation>目标是什么</translation>
    </message>
    <message>
        <source>a class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>{count} &amp;missing</source>
        <translation>缺失 {count} 个(&amp;M)</translation>
    </message>
</context>
<context>
    <name>Coming</name>
    <message>
        <source>Computing: each place of the map is a run of {steps} steps…</source>
        <translation>正在计算：地图上的每一处都是一次 {steps} 步的实验…</translation>
    </message>
    <message>
        <source>Computing: each place of the map is a run…</source>
        <translation>正在计算：地图上的每一处都是一次实验…</translation>
    </message>
</context>
<context>
    <name>Counters</name>
    <message>
        <source>Of the selected run at the playhead: updates done, the counter that the schedule reads, completed passes over the data, examples used.</source>
        <translation>所选实验在当前步的计数：已做的更新次数、学习率调度读取的计数器、数据已完整用过的轮数、已用的样本数。</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>examples</source>
        <translation>样本数</translation>
    </message>
    <message>
        <source>global_step</source>
        <translation>global_step</translation>
    </message>
    <message>
        <source>step</source>
        <translation>步数</translation>
    </message>
</context>
<context>
    <name>CrashDialog</name>
    <message>
        <source>&amp;Copy details</source>
        <translation>复制详情(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Go on</source>
        <translation>继续(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Save a copy…</source>
        <translation>保存副本(&amp;S)…</translation>
    </message>
    <message>
        <source>An unexpected error ended something that gdviz was doing in the background.</source>
        <translation>意外错误中断了 gdviz 正在后台做的事情。</translation>
    </message>
    <message>
        <source>An unexpected error ended what gdviz was just doing.</source>
        <translation>意外错误中断了 gdviz 刚才正在做的事情。</translation>
    </message>
    <message>
        <source>An unexpected error occurred while gdviz was closing, and no copy of your scene could be kept: save one now, under a new name.</source>
        <translation>gdviz 关闭时发生意外错误，并且未能保留场景的副本：请现在以新名称保存一份。</translation>
    </message>
    <message>
        <source>An unexpected error occurred while gdviz was closing. Your scene is kept in {folder}, and the next start offers it.</source>
        <translation>gdviz 关闭时发生意外错误。您的场景已保留在 {folder}，下次启动时可以恢复。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Copies what happened, the versions of gdviz and the system, and the scene as text</source>
        <translation>复制出错的经过、gdviz 与系统的版本，以及文本形式的场景</translation>
    </message>
    <message>
        <source>Hide details</source>
        <translation>隐藏详情</translation>
    </message>
    <message>
        <source>Save a copy of the scene</source>
        <translation>保存场景的副本</translation>
    </message>
    <message>
        <source>Saves the scene under a new name, and leaves its own file as it is</source>
        <translation>以新名称保存场景，原文件保持不变</translation>
    </message>
    <message>
        <source>Show details</source>
        <translation>显示详情</translation>
    </message>
    <message>
        <source>Something went wrong</source>
        <translation>出错了</translation>
    </message>
    <message>
        <source>The details are on the clipboard.</source>
        <translation>详情已复制到剪贴板。</translation>
    </message>
    <message>
        <source>You can go on. If something looks wrong from now on, save a copy under a new name, and start gdviz again.</source>
        <translation>您可以继续使用。如果之后有任何异常，请以新名称保存一份副本，然后重新启动 gdviz。</translation>
    </message>
    <message>
        <source>Your scene is still on stage, and a copy of it is kept in {folder}: should gdviz end now, the next start offers it.</source>
        <translation>您的场景仍在画面上，副本已保留在 {folder}：即使 gdviz 现在退出，下次启动时也可以恢复。</translation>
    </message>
    <message>
        <source>Your scene is still on stage, but no copy of it could be kept: save one now, under a new name.</source>
        <translation>您的场景仍在画面上，但未能保留副本：请现在以新名称保存一份。</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation><numerusform>另有 %n 个错误</numerusform></translation>
    </message>
    <message>
        <source>gdviz could not open its window because of an unexpected error. Start it again; if that fails too, the details help to find the cause.</source>
        <translation>由于意外错误，gdviz 无法打开窗口。请重新启动；如果仍然失败，详情有助于查找问题。</translation>
    </message>
    <message>
        <source>gdviz scenes (*{suffix})</source>
        <translation>gdviz 场景 (*{suffix})</translation>
    </message>
    <message>
        <source>{name} (copy)</source>
        <translation>{name}（副本）</translation>
    </message>
</context>
<context>
    <name>DataController</name>
    <message>
        <source>An export is in progress</source>
        <translation>正在导出</translation>
    </message>
    <message>
        <source>CSV for spreadsheets (*.csv)</source>
        <translation>CSV，用于电子表格 (*.csv)</translation>
    </message>
    <message>
        <source>CSV without a byte order mark (*.csv)</source>
        <translation>CSV，不带字节顺序标记 (*.csv)</translation>
    </message>
    <message>
        <source>Export data</source>
        <translation>导出数据</translation>
    </message>
    <message>
        <source>JSON lines (*.jsonl)</source>
        <translation>JSON 行 (*.jsonl)</translation>
    </message>
    <message>
        <source>NumPy arrays (*.npz)</source>
        <translation>NumPy 数组 (*.npz)</translation>
    </message>
    <message>
        <source>Stopped: “{file}” was not written.</source>
        <translation>已停止：没有写入“{file}”。</translation>
    </message>
    <message>
        <source>The numbers of all runs are on the clipboard.</source>
        <translation>所有实验的数字已复制到剪贴板。</translation>
    </message>
    <message>
        <source>The runs are still being computed. Wait until they end, or stop them, and try again.</source>
        <translation>实验还在计算。请等它们结束或停止它们，再试一次。</translation>
    </message>
    <message>
        <source>The scene is on the clipboard as a line of text: paste it into a message.</source>
        <translation>场景已作为一行文本复制到剪贴板：可以粘贴到消息里。</translation>
    </message>
    <message>
        <source>The scene is on the clipboard, but as a line of {size} kB, which messages often cut off: a file holds the same (File &gt; Save as).</source>
        <translation>场景已复制到剪贴板，但这一行文字有 {size} kB，聊天软件常会截断：也可以存成文件（文件 &gt; 另存为）。</translation>
    </message>
    <message>
        <source>The table has {cells} cells, more than the clipboard should hold. Export the data to a file instead.</source>
        <translation>表格有 {cells} 格，剪贴板放不下。请改为导出到文件。</translation>
    </message>
    <message>
        <source>There is neither a scene nor a table on the clipboard. A shared scene begins with “{prefix}”, a table has several columns and rows with numbers.</source>
        <translation>剪贴板上既没有场景，也没有表格。分享的场景以“{prefix}”开头，表格应有几列几行数字。</translation>
    </message>
    <message>
        <source>There is not enough memory to export this. Fewer steps take less.</source>
        <translation>内存不够，无法导出。减少步数可以少用内存。</translation>
    </message>
    <message>
        <source>This is the scene from the clipboard.</source>
        <translation>这是剪贴板上的场景。</translation>
    </message>
    <message>
        <source>This is what the address of TensorFlow Playground describes, from a start of gdviz’s own.</source>
        <translation>这是 TensorFlow Playground 地址所描述的场景，起点由 gdviz 另外给出。</translation>
    </message>
    <message>
        <source>“{file}” is still being written.</source>
        <translation>“{file}”还在写入。</translation>
    </message>
    <message>
        <source>“{file}” is still being written. Wait until it is done, or stop it, and try again.</source>
        <translation>“{file}”还在写入。请等它完成，或者先停止它，然后再试。</translation>
    </message>
</context>
<context>
    <name>DataDialog</name>
    <message>
        <source>&amp;Use this data</source>
        <translation>使用这份数据(&amp;U)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Change nothing (Esc)</source>
        <translation>不作改动（Esc）</translation>
    </message>
    <message>
        <source>Import data</source>
        <translation>导入数据</translation>
    </message>
    <message>
        <source>Learn from this data (Enter)</source>
        <translation>用这份数据学习（回车）</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>正在读取…</translation>
    </message>
</context>
<context>
    <name>DataImport</name>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Import data</source>
        <translation>导入数据</translation>
    </message>
    <message>
        <source>Import “{file}”</source>
        <translation>导入“{file}”</translation>
    </message>
    <message>
        <source>Tables ({endings})</source>
        <translation>表格 ({endings})</translation>
    </message>
    <message>
        <source>The data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>pasted table</source>
        <translation>粘贴的表格</translation>
    </message>
</context>
<context>
    <name>DataPreview</name>
    <message>
        <source>Preview of the table</source>
        <translation>表格预览</translation>
    </message>
</context>
<context>
    <name>DataText</name>
    <message>
        <source>1 column</source>
        <translation>1 列</translation>
    </message>
    <message>
        <source>1 input</source>
        <translation>1 个输入</translation>
    </message>
    <message>
        <source>1 missing value becomes the mean of its column.</source>
        <translation>1 个缺失值用所在列的平均值代替。</translation>
    </message>
    <message>
        <source>1 row</source>
        <translation>1 行</translation>
    </message>
    <message>
        <source>1 row with a missing value is left out.</source>
        <translation>去掉了 1 行有缺失值的数据。</translation>
    </message>
    <message>
        <source>1 row without a target is left out.</source>
        <translation>去掉了 1 行没有目标的数据。</translation>
    </message>
    <message>
        <source>Column {number}</source>
        <translation>第 {number} 列</translation>
    </message>
    <message>
        <source>Its rows are taken as columns.</source>
        <translation>每一行当作一列。</translation>
    </message>
    <message>
        <source>Lines that begin with “{mark}” are left out.</source>
        <translation>以“{mark}”开头的行不使用。</translation>
    </message>
    <message>
        <source>Only the first {used} of {total} rows are looked at.</source>
        <translation>只查看 {total} 行中的前 {used} 行。</translation>
    </message>
    <message>
        <source>Proposed as the target: “{column}”, since {reason}.</source>
        <translation>建议作为目标的是“{column}”：{reason}。</translation>
    </message>
    <message>
        <source>The last row, “{row}”, is left out as a total or a remark.</source>
        <translation>最后一行“{row}”看来是合计或附注，不采用。</translation>
    </message>
    <message>
        <source>The last {count} rows, from “{row}” on, are left out as totals or remarks.</source>
        <translation>最后 {count} 行（从“{row}”起）看来是合计或附注，不采用。</translation>
    </message>
    <message>
        <source>There is no table in {names}.</source>
        <translation>{names} 中没有表格。</translation>
    </message>
    <message>
        <source>This is not a number.</source>
        <translation>这不是数字。</translation>
    </message>
    <message>
        <source>This number is infinite and can’t be used.</source>
        <translation>这个数是无穷大，不能使用。</translation>
    </message>
    <message>
        <source>This value is missing.</source>
        <translation>缺少这个值。</translation>
    </message>
    <message>
        <source>always the same</source>
        <translation>始终相同</translation>
    </message>
    <message>
        <source>dates</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空</translation>
    </message>
    <message>
        <source>mostly missing</source>
        <translation>大多缺失</translation>
    </message>
    <message>
        <source>numbers and texts</source>
        <translation>数字与文本混杂</translation>
    </message>
    <message>
        <source>row numbers</source>
        <translation>行号</translation>
    </message>
    <message>
        <source>text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>too many inputs</source>
        <translation>输入过多</translation>
    </message>
    <message>
        <source>which unit?</source>
        <translation>单位不明</translation>
    </message>
    <message>
        <source>{code} in “{column}” is taken as a missing value.</source>
        <translation>“{column}”中的 {code} 视为缺失值。</translation>
    </message>
    <message>
        <source>{count} columns</source>
        <translation>{count} 列</translation>
    </message>
    <message>
        <source>{count} inputs</source>
        <translation>{count} 个输入</translation>
    </message>
    <message>
        <source>{count} missing</source>
        <translation>缺失 {count} 个</translation>
    </message>
    <message>
        <source>{count} missing values become the means of their columns.</source>
        <translation>{count} 个缺失值用各自所在列的平均值代替。</translation>
    </message>
    <message>
        <source>{count} rows</source>
        <translation>{count} 行</translation>
    </message>
    <message>
        <source>{count} rows with missing values are left out.</source>
        <translation>去掉了 {count} 行有缺失值的数据。</translation>
    </message>
    <message>
        <source>{count} rows without a target are left out.</source>
        <translation>去掉了 {count} 行没有目标的数据。</translation>
    </message>
    <message>
        <source>{rows}, {inputs}, a number as the target.</source>
        <translation>{rows}，{inputs}，目标是数值。</translation>
    </message>
    <message>
        <source>{rows}, {inputs}, {count} classes ({names}).</source>
        <translation>{rows}，{inputs}，{count} 个类别（{names}）。</translation>
    </message>
    <message>
        <source>{used} rows are drawn evenly from all {total} by seed {seed}.</source>
        <translation>按种子 {seed} 从全部 {total} 行中均匀抽取 {used} 行。</translation>
    </message>
    <message>
        <source>“{cell}” is read as {value}; if it is {other}, choose the other decimal mark.</source>
        <translation>“{cell}”读作 {value}；若实为 {other}，请改选另一种小数点。</translation>
    </message>
    <message>
        <source>“{column}” has different units, or numbers without: say above how these are meant.</source>
        <translation>“{column}”中单位不一，或有的数不带单位：请在上方说明这些数的含义。</translation>
    </message>
</context>
<context>
    <name>DataView</name>
    <message>
        <source>Click a class here, or press 1 to 9, to choose the class of new points; it is underlined.</source>
        <translation>在这里单击一个类别，或按 1 至 9，选择新点的类别；选中的带下划线。</translation>
    </message>
    <message>
        <source>Click: a point. Drag it: move. Right-click: delete. Shift+drag: many. Ctrl+drag: select some.</source>
        <translation>单击：加点；拖动点：移动；右键单击：删除；Shift+拖动：加许多点；Ctrl+拖动：选中一些。</translation>
    </message>
    <message>
        <source>Point {place}</source>
        <translation>点 {place}</translation>
    </message>
    <message>
        <source>Shadow</source>
        <translation>影子值</translation>
    </message>
    <message>
        <source>There is not enough memory for this picture. Close other programs.</source>
        <translation>内存不够画这幅图。请关闭其他程序。</translation>
    </message>
    <message>
        <source>This picture could not be computed: {error}</source>
        <translation>这幅图无法计算：{error}</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Weights and shadow</source>
        <translation>权重和影子值</translation>
    </message>
    <message>
        <source>data loss {train}</source>
        <translation>数据损失 {train}</translation>
    </message>
    <message>
        <source>data loss: train {train} · test {test}</source>
        <translation>数据损失：训练 {train} · 测试 {test}</translation>
    </message>
    <message>
        <source>loss: train {train} · test {test}</source>
        <translation>损失：训练 {train} · 测试 {test}</translation>
    </message>
    <message>
        <source>shadow: {score}</source>
        <translation>影子值：{score}</translation>
    </message>
    <message>
        <source>test {test}</source>
        <translation>测试 {test}</translation>
    </message>
    <message>
        <source>train loss {train}</source>
        <translation>训练损失 {train}</translation>
    </message>
    <message>
        <source>train {train}</source>
        <translation>训练 {train}</translation>
    </message>
    <message>
        <source>train {train} · test {test}</source>
        <translation>训练 {train} · 测试 {test}</translation>
    </message>
    <message>
        <source>weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>{count} selected points</source>
        <translation>选中了 {count} 个点</translation>
    </message>
    <message>
        <source>{drawn} of {count} points are drawn.</source>
        <translation>画出了 {count} 个点中的 {drawn} 个。</translation>
    </message>
</context>
<context>
    <name>Die</name>
    <message>
        <source>New seed</source>
        <translation>换一个种子</translation>
    </message>
    <message>
        <source>{title}: new seed</source>
        <translation>{title}：换一个种子</translation>
    </message>
</context>
<context>
    <name>DocumentController</name>
    <message>
        <source>A file is being saved</source>
        <translation>正在保存文件</translation>
    </message>
    <message>
        <source>Another program or window has saved it since. Overwriting it loses what was saved there.</source>
        <translation>其他程序或窗口保存过此文件。覆盖它会丢失那里保存的内容。</translation>
    </message>
    <message>
        <source>Both hold the same scene, written in another way.</source>
        <translation>两者是同一个场景，只是写法不同。</translation>
    </message>
    <message>
        <source>Changed by another program</source>
        <translation>已被其他程序更改</translation>
    </message>
    <message>
        <source>Don’t save</source>
        <translation>不保存</translation>
    </message>
    <message>
        <source>If gdviz closes now, the file is written once the disk answers, and the next start offers what is on stage now.</source>
        <translation>如果现在关闭 gdviz，磁盘一有响应就会写入文件；下次启动时可以恢复画面上现有的内容。</translation>
    </message>
    <message>
        <source>If you don’t save, your changes are lost.</source>
        <translation>不保存的话，这些修改就会丢失。</translation>
    </message>
    <message>
        <source>Lines with − are in the file, lines with + on the stage:</source>
        <translation>带 − 的行在文件中，带 + 的行在画面上：</translation>
    </message>
    <message>
        <source>Overwrite</source>
        <translation>覆盖</translation>
    </message>
    <message>
        <source>Quit now</source>
        <translation>立即退出</translation>
    </message>
    <message>
        <source>Save a copy…</source>
        <translation>另存副本…</translation>
    </message>
    <message>
        <source>Save the changes to “{name}”?</source>
        <translation>要保存对“{name}”的修改吗？</translation>
    </message>
    <message>
        <source>Save the scene</source>
        <translation>保存场景</translation>
    </message>
    <message>
        <source>Saving “{file}”…</source>
        <translation>正在保存“{file}”…</translation>
    </message>
    <message>
        <source>Unsaved changes</source>
        <translation>未保存的修改</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>未命名</translation>
    </message>
    <message>
        <source>gdviz scenes (*{suffix})</source>
        <translation>gdviz 场景 (*{suffix})</translation>
    </message>
    <message>
        <source>“{file}” can’t be opened. {reason}</source>
        <translation>无法打开“{file}”。{reason}</translation>
    </message>
    <message>
        <source>“{file}” is still being saved. Wait until it is done, and try again.</source>
        <translation>“{file}”还在保存。请等它完成再试。</translation>
    </message>
    <message>
        <source>“{file}” is still being saved: the disk does not answer.</source>
        <translation>“{file}”还在保存：磁盘没有响应。</translation>
    </message>
    <message>
        <source>“{name}” has changed since it was opened here.</source>
        <translation>“{name}”在此处打开之后已被更改。</translation>
    </message>
</context>
<context>
    <name>DocumentReading</name>
    <message>
        <source>Opening “{file}”…</source>
        <translation>正在打开“{file}”…</translation>
    </message>
</context>
<context>
    <name>EditGate</name>
    <message>
        <source>No step follows step {step}: go back to the one from which the setting is to hold.</source>
        <translation>第 {step} 步之后没有步了：请退回到设置该开始生效的那一步。</translation>
    </message>
    <message>
        <source>The runs differ in this: only the selected one was changed.</source>
        <translation>各实验在这一项上不同：只修改了所选的实验。</translation>
    </message>
    <message>
        <source>This part of the lesson keeps that fixed: “Explore freely” lets you change everything.</source>
        <translation>这个环节里它不能改；选“自由探索”就都能改。</translation>
    </message>
</context>
<context>
    <name>EmptyStage</name>
    <message>
        <source>Every view is hidden. Show one from the View menu, or all the usual ones:</source>
        <translation>所有视图都已隐藏。可以在“视图”菜单里显示某一个，或显示常用的全部视图：</translation>
    </message>
    <message>
        <source>Show the usual views</source>
        <translation>显示常用视图</translation>
    </message>
</context>
<context>
    <name>Ends</name>
    <message>
        <source>{name}: from</source>
        <translation>{name}：从</translation>
    </message>
    <message>
        <source>{name}: to</source>
        <translation>{name}：到</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Save…</source>
        <translation>保存(&amp;S)…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Copy the picture to the clipboard</source>
        <translation>把图片放到剪贴板</translation>
    </message>
    <message>
        <source>Export a picture or an animation</source>
        <translation>导出图片或动画</translation>
    </message>
    <message>
        <source>MP4 needs an encoder: install ffmpeg, or gdviz with its extra “video” (pip install 'gdviz[video]'). GIF, APNG and WebP need none.</source>
        <translation>MP4 需要编码器：请安装 ffmpeg，或安装带“video”附加组件的 gdviz（pip install 'gdviz[video]'）。GIF、APNG 和 WebP 不需要。</translation>
    </message>
    <message>
        <source>Not everything fits at this size. Show one view, or choose a larger size or smaller type.</source>
        <translation>这个尺寸放不下全部内容。请只显示一个视图，或用更大的尺寸、更小的字号。</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>保存图片</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stopped: no file was written.</source>
        <translation>已停止：没有写入文件。</translation>
    </message>
    <message>
        <source>The animation is being made.</source>
        <translation>正在制作动画。</translation>
    </message>
    <message>
        <source>The picture is on the clipboard.</source>
        <translation>图片已在剪贴板上。</translation>
    </message>
    <message>
        <source>The preview could not be drawn. Choose a smaller size.</source>
        <translation>无法绘制预览。请选小一些的尺寸。</translation>
    </message>
    <message>
        <source>There is not enough memory for this. Choose a smaller size or fewer steps.</source>
        <translation>内存不足。请选小一些的尺寸，或减少步数。</translation>
    </message>
    <message>
        <source>This can’t be made: {reason}.</source>
        <translation>无法制作：{reason}。</translation>
    </message>
    <message>
        <source>{kind} files (*.{ending})</source>
        <translation>{kind} 文件 (*.{ending})</translation>
    </message>
</context>
<context>
    <name>ExportForm</name>
    <message>
        <source> pt</source>
        <translation> 磅</translation>
    </message>
    <message>
        <source> s</source>
        <translation> 秒</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>格式(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Look</source>
        <translation>外观(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Made for</source>
        <translation>用于(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Pixels per inch</source>
        <translation>每英寸像素(&amp;P)</translation>
    </message>
    <message>
        <source>A column of a journal</source>
        <translation>期刊的一栏</translation>
    </message>
    <message>
        <source>A slide, 16:9</source>
        <translation>幻灯片，16:9</translation>
    </message>
    <message>
        <source>A square</source>
        <translation>正方形</translation>
    </message>
    <message>
        <source>An animation needs a first step before the last one.</source>
        <translation>动画的第一步必须在最后一步之前。</translation>
    </message>
    <message>
        <source>Custom size</source>
        <translation>自定尺寸</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>First step</source>
        <translation>第一步</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>高度</translation>
    </message>
    <message>
        <source>Last step</source>
        <translation>最后一步</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Move between the steps, too</source>
        <translation>步与步之间也动</translation>
    </message>
    <message>
        <source>Print, black on white</source>
        <translation>印刷，白底黑字</translation>
    </message>
    <message>
        <source>Projector</source>
        <translation>投影</translation>
    </message>
    <message>
        <source>S&amp;how</source>
        <translation>显示(&amp;H)</translation>
    </message>
    <message>
        <source>Shows the parts of each step one after the other, as slow playback does; larger files.</source>
        <translation>像慢速播放那样依次显示每一步的各部分；文件会更大。</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Steps per second</source>
        <translation>每秒步数</translation>
    </message>
    <message>
        <source>T&amp;ype size</source>
        <translation>字号(&amp;Y)</translation>
    </message>
    <message>
        <source>The beginning of the notes</source>
        <translation>讲解的开头</translation>
    </message>
    <message>
        <source>The last frame stays for one second more</source>
        <translation>最后一帧会多停留一秒</translation>
    </message>
    <message>
        <source>The settings</source>
        <translation>所用设置</translation>
    </message>
    <message>
        <source>The text width of A4</source>
        <translation>A4 版心宽度</translation>
    </message>
    <message>
        <source>The whole stage</source>
        <translation>整个画面</translation>
    </message>
    <message>
        <source>These are too many frames. Choose fewer steps or a higher speed.</source>
        <translation>帧数太多。请减少步数，或加快速度。</translation>
    </message>
    <message>
        <source>This size can’t be drawn: each side needs 64 to 16 384 pixels, and not too many in all.</source>
        <translation>无法绘制这个尺寸：每边须为 64 到 16 384 像素，总数也不能太多。</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Transparent background</source>
        <translation>透明背景</translation>
    </message>
    <message>
        <source>What the pen has drawn</source>
        <translation>画笔画的内容</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>inches</source>
        <translation>英寸</translation>
    </message>
    <message>
        <source>mm</source>
        <translation>毫米</translation>
    </message>
    <message>
        <source>pixels</source>
        <translation>像素</translation>
    </message>
    <message>
        <source>the look’s own</source>
        <translation>随外观</translation>
    </message>
    <message>
        <source>{count} frames</source>
        <translation>{count} 帧</translation>
    </message>
</context>
<context>
    <name>Failures</name>
    <message>
        <source>A helper process ended unexpectedly. The runs go on, a little more slowly.</source>
        <translation>一个辅助进程意外结束了。实验会继续计算，只是稍慢一些。</translation>
    </message>
    <message>
        <source>Run {number}</source>
        <translation>实验 {number}</translation>
    </message>
    <message>
        <source>There is not enough memory for so many steps. The scene stays as it is: choose fewer steps, or close other programs.</source>
        <translation>内存不够计算这么多步。场景保持不变：请减少步数，或关闭其他程序。</translation>
    </message>
    <message>
        <source>There is not enough memory for “{name}” beyond step {step}. The steps so far are kept: choose fewer steps, or close other programs.</source>
        <translation>内存不够，“{name}”算到第 {step} 步为止，之前的步都保留：请减少步数，或关闭其他程序。</translation>
    </message>
    <message>
        <source>This can't be computed: {error}. The scene stays as it is.</source>
        <translation>无法计算：{error}。场景保持不变。</translation>
    </message>
    <message>
        <source>“{name}” could not be computed beyond step {step}: {error}. The steps so far are kept.</source>
        <translation>“{name}”算到第 {step} 步就无法继续：{error}。之前的步都保留。</translation>
    </message>
</context>
<context>
    <name>FairView</name>
    <message>
        <source>Put a run of the comparison on stage</source>
        <translation>把比较中的实验放到画面上</translation>
    </message>
    <message>
        <source>This schedule has no one learning rate that could be chosen.</source>
        <translation>这种学习率调度没有单一的学习率可供选择。</translation>
    </message>
    <message>
        <source>last loss of the batch</source>
        <translation>最后一步的批损失</translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>loss after {steps} steps</source>
        <translation>{steps} 步后的损失</translation>
    </message>
    <message>
        <source>loss at the end of the run</source>
        <translation>实验结束时的损失</translation>
    </message>
    <message>
        <source>loss at the start</source>
        <translation>开始时的损失</translation>
    </message>
    <message>
        <source>loss of the batch after {steps} steps</source>
        <translation>{steps} 步后这一批的损失</translation>
    </message>
    <message>
        <source>{optimizer}, learning rate {rate}: loss {loss}</source>
        <translation>{optimizer}，学习率 {rate}：损失 {loss}</translation>
    </message>
    <message>
        <source>{optimizer}: always diverges</source>
        <translation>{optimizer}：总是发散</translation>
    </message>
    <message>
        <source>{optimizer}: best at {rate}</source>
        <translation>{optimizer}：学习率 {rate} 最好</translation>
    </message>
    <message>
        <source>{optimizer}: best at {rate} or less</source>
        <translation>{optimizer}：学习率 {rate} 或更小时最好</translation>
    </message>
    <message>
        <source>{optimizer}: best at {rate} or more</source>
        <translation>{optimizer}：学习率 {rate} 或更大时最好</translation>
    </message>
    <message>
        <source>{optimizer}: loss {loss} at the learning rate {rate}.</source>
        <translation>{optimizer}：学习率为 {rate} 时损失为 {loss}。</translation>
    </message>
    <message>
        <source>{optimizer}: no finite loss</source>
        <translation>{optimizer}：没有有限的损失</translation>
    </message>
</context>
<context>
    <name>FeaturesField</name>
    <message>
        <source>At least one feature must stay.</source>
        <translation>至少要留下一个特征。</translation>
    </message>
    <message>
        <source>Gives the model {feature}</source>
        <translation>把 {feature} 交给模型</translation>
    </message>
    <message>
        <source>Other features</source>
        <translation>其他特征</translation>
    </message>
    <message>
        <source>Other formulas of x1, x2 …, with semicolons between them</source>
        <translation>x1、x2……的其他公式，用分号隔开</translation>
    </message>
    <message>
        <source>others, such as {name}³; exp(−{name}²)</source>
        <translation>其他，例如 {name}³; exp(−{name}²)</translation>
    </message>
    <message>
        <source>the inputs themselves</source>
        <translation>输入本身</translation>
    </message>
</context>
<context>
    <name>FieldEditor</name>
    <message>
        <source>Apply to all runs</source>
        <translation>应用到所有实验</translation>
    </message>
    <message>
        <source>Default: {value}.</source>
        <translation>默认值：{value}。</translation>
    </message>
    <message>
        <source>Reset all of “{title}”</source>
        <translation>重置整个“{title}”</translation>
    </message>
    <message>
        <source>Reset to default</source>
        <translation>恢复默认值</translation>
    </message>
    <message>
        <source>Reset to the default, {value}</source>
        <translation>恢复默认值 {value}</translation>
    </message>
    <message>
        <source>Reset {title}</source>
        <translation>恢复“{title}”</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>问题所在</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
</context>
<context>
    <name>FitView</name>
    <message>
        <source>Another run learns from data of another kind and is not drawn here.</source>
        <translation>另一个实验学习的是另一类数据，这里不画它。</translation>
    </message>
    <message>
        <source>Residuals</source>
        <translation>残差</translation>
    </message>
    <message>
        <source>example {number}: true {true}, predicted {predicted}</source>
        <translation>样本 {number}：真实值 {true}，预测值 {predicted}</translation>
    </message>
    <message>
        <source>example {number}: {name}, output {value}</source>
        <translation>样本 {number}：{name}，输出 {value}</translation>
    </message>
    <message>
        <source>in the data's units: {line}</source>
        <translation>按数据自己的单位：{line}</translation>
    </message>
    <message>
        <source>output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>predicted class</source>
        <translation>预测类别</translation>
    </message>
    <message>
        <source>predicted value</source>
        <translation>预测值</translation>
    </message>
    <message>
        <source>shadow</source>
        <translation>影子值</translation>
    </message>
    <message>
        <source>target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>true class</source>
        <translation>真实类别</translation>
    </message>
    <message>
        <source>true value</source>
        <translation>真实值</translation>
    </message>
    <message>
        <source>{count} of {all} of {true}: right</source>
        <translation>{true} 共 {all} 个，其中 {count} 个正确</translation>
    </message>
    <message>
        <source>{count} of {all} of {true}: taken for {taken}</source>
        <translation>{true} 共 {all} 个，其中 {count} 个被当成 {taken}</translation>
    </message>
    <message>
        <source>{count} other runs learn from data of another kind and are not drawn here.</source>
        <translation>另外 {count} 个实验学习的是另一类数据，这里不画它们。</translation>
    </message>
    <message>
        <source>{name} (test data)</source>
        <translation>{name}（测试数据）</translation>
    </message>
    <message>
        <source>{name} = {x}, target {target}</source>
        <translation>{name} = {x}，目标 {target}</translation>
    </message>
    <message>
        <source>{name} = {x}, {called} = {target}</source>
        <translation>{name} = {x}，{called} = {target}</translation>
    </message>
    <message>
        <source>{name}, predicted</source>
        <translation>{name}（预测值）</translation>
    </message>
    <message>
        <source>{name}, true</source>
        <translation>{name}（真实值）</translation>
    </message>
    <message>
        <source>{right} of {all} right</source>
        <translation>{all} 个中对了 {right} 个</translation>
    </message>
    <message>
        <source>{run}: {score}</source>
        <translation>{run}：{score}</translation>
    </message>
</context>
<context>
    <name>GoalForm</name>
    <message>
        <source>For the check</source>
        <translation>供检查</translation>
    </message>
    <message>
        <source>Forget these</source>
        <translation>清空这些</translation>
    </message>
    <message>
        <source>Hints</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Reached when</source>
        <translation>达到的条件</translation>
    </message>
    <message>
        <source>Said when it is reached</source>
        <translation>达到后说的话</translation>
    </message>
    <message>
        <source>The stage is a solution</source>
        <translation>当前画面是一个解</translation>
    </message>
    <message>
        <source>The stage is not a solution</source>
        <translation>当前画面不是解</translation>
    </message>
    <message>
        <source>Then say</source>
        <translation>达到后说</translation>
    </message>
    <message>
        <source>solutions: {right}; settings that are not: {wrong}</source>
        <translation>解：{right}；不是解的设置：{wrong}</translation>
    </message>
</context>
<context>
    <name>Group</name>
    <message>
        <source>Apply with all its fields to all runs</source>
        <translation>连同各项设置应用到所有实验</translation>
    </message>
</context>
<context>
    <name>HandoutController</name>
    <message>
        <source>A handout is being written</source>
        <translation>正在写入讲义</translation>
    </message>
    <message>
        <source>Handout for the class (*.pdf)</source>
        <translation>发给学生的讲义 (*.pdf)</translation>
    </message>
    <message>
        <source>Handout with the teacher’s notes (*.pdf)</source>
        <translation>带教师备注的讲义 (*.pdf)</translation>
    </message>
    <message>
        <source>Save a handout</source>
        <translation>保存讲义</translation>
    </message>
    <message>
        <source>This scene has no questions to hand out. Open a lesson.</source>
        <translation>这个场景没有可以印成讲义的提问。请先打开一课。</translation>
    </message>
    <message>
        <source>What writes it was ended from outside. Try again.</source>
        <translation>写入的程序被外部终止了。请重试。</translation>
    </message>
    <message>
        <source>Where to put the folder of pictures</source>
        <translation>在哪里建立图片文件夹</translation>
    </message>
    <message>
        <source>Writing “{file}”…</source>
        <translation>正在写入“{file}”…</translation>
    </message>
    <message>
        <source>“{file}” is still being written.</source>
        <translation>“{file}”还在写入。</translation>
    </message>
    <message>
        <source>“{file}” is still being written. Wait until it is done, and try again.</source>
        <translation>“{file}”还在写入。请等它写完再试。</translation>
    </message>
</context>
<context>
    <name>Hands</name>
    <message>
        <source>Count a second time, after the class has talked</source>
        <translation>讨论之后再数一次</translation>
    </message>
    <message>
        <source>Count hands; the bars come with the answer</source>
        <translation>记下举手人数；作答后显示条形</translation>
    </message>
    <message>
        <source>Hands for {letter}</source>
        <translation>选 {letter} 的人数</translation>
    </message>
    <message>
        <source>Hands for {letter}, second vote</source>
        <translation>选 {letter} 的人数（第二次）</translation>
    </message>
    <message>
        <source>One more hand for {letter}</source>
        <translation>选 {letter} 的加一人</translation>
    </message>
    <message>
        <source>Show of hands</source>
        <translation>举手统计</translation>
    </message>
    <message>
        <source>Vote again</source>
        <translation>再投一次</translation>
    </message>
</context>
<context>
    <name>HeldDialog</name>
    <message>
        <source>At their means</source>
        <translation>取均值</translation>
    </message>
    <message>
        <source>Where the other inputs are held</source>
        <translation>其余输入固定在何处</translation>
    </message>
</context>
<context>
    <name>HelpDialog</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Hints</name>
    <message>
        <source>The inputs range from {low} to {high}: standardized, they are easier to learn from.</source>
        <translation>输入的范围是 {low} 到 {high}：标准化之后更容易学习。</translation>
    </message>
    <message>
        <source>The target ranges from {low} to {high}: standardized, it is easier to learn.</source>
        <translation>目标的范围是 {low} 到 {high}：标准化之后更容易学习。</translation>
    </message>
    <message>
        <source>The unit step has gradient 0: the weights before it do not learn.</source>
        <translation>阶跃函数的梯度为 0：它之前的权重学不到任何东西。</translation>
    </message>
    <message>
        <source>This loss applies a sigmoid or softmax itself: a linear output suits it.</source>
        <translation>这个损失函数自带 sigmoid 或 softmax：适合用线性输出。</translation>
    </message>
    <message>
        <source>This loss takes probabilities: a softmax or sigmoid output suits it.</source>
        <translation>这个损失函数要的是概率：适合用 softmax 或 sigmoid 输出。</translation>
    </message>
    <message>
        <source>{shape}: 1 layer, {parameters} parameters</source>
        <translation>{shape}：1 层，{parameters} 个参数</translation>
    </message>
    <message>
        <source>{shape}: {layers} layers, {parameters} parameters</source>
        <translation>{shape}：{layers} 层，{parameters} 个参数</translation>
    </message>
    <message>
        <source>{train} to learn from, {test} to test on.</source>
        <translation>{train} 个用于学习，{test} 个用于测试。</translation>
    </message>
</context>
<context>
    <name>IncomingFiles</name>
    <message>
        <source>No further window could be opened for “{file}”. Open it here with File &gt; Open.</source>
        <translation>无法为“{file}”再打开一个窗口。请在此处用“文件 &gt; 打开”打开它。</translation>
    </message>
    <message>
        <source>gdviz opens at most {most} files at once. Not opened: {count}, from “{file}” on.</source>
        <translation>gdviz 一次最多打开 {most} 个文件。有 {count} 个没有打开，从“{file}”开始。</translation>
    </message>
    <message>
        <source>“{file}” opens when the dialog is closed.</source>
        <translation>对话框关闭后将打开“{file}”。</translation>
    </message>
</context>
<context>
    <name>InputsList</name>
    <message>
        <source>Inputs</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Select the columns that the model learns from: by a click, or with the arrow keys and Space.</source>
        <translation>勾选模型要学习的列：单击，或用方向键和空格键。</translation>
    </message>
    <message>
        <source>target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>{name}: {reason}</source>
        <translation>{name}：{reason}</translation>
    </message>
</context>
<context>
    <name>KeyHandle</name>
    <message>
        <source>Divider</source>
        <translation>分隔条</translation>
    </message>
    <message>
        <source>Divider: {before} | {after}</source>
        <translation>分隔条：{before} | {after}</translation>
    </message>
    <message>
        <source>Drag it; or click it, then a place; or press Enter and the arrows</source>
        <translation>拖动它；或者单击它，再单击一个位置；或者按回车和方向键</translation>
    </message>
    <message>
        <source>Held: {mark}</source>
        <translation>已拿起：{mark}</translation>
    </message>
    <message>
        <source>Put down: {mark}</source>
        <translation>已放下：{mark}</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>已放回原处</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>Add a point</source>
        <translation>添加一个点</translation>
    </message>
    <message>
        <source>Answer the open question; the period makes the screen black then</source>
        <translation>回答正在等待的问题；这时按句点黑屏</translation>
    </message>
    <message>
        <source>Choose an answer</source>
        <translation>选择答案</translation>
    </message>
    <message>
        <source>Delete the point or the change</source>
        <translation>删除该点或该处的改变</translation>
    </message>
    <message>
        <source>Move it ten times as far</source>
        <translation>移动十倍的距离</translation>
    </message>
    <message>
        <source>Move the axes</source>
        <translation>移动坐标轴</translation>
    </message>
    <message>
        <source>Move the mark that is held</source>
        <translation>移动拿起的标记</translation>
    </message>
    <message>
        <source>Next and previous mark of a plot</source>
        <translation>图上的下一个、上一个标记</translation>
    </message>
    <message>
        <source>Next view or region</source>
        <translation>下一个视图或区域</translation>
    </message>
    <message>
        <source>Previous view or region</source>
        <translation>上一个视图或区域</translation>
    </message>
    <message>
        <source>Select all points</source>
        <translation>选中所有点</translation>
    </message>
    <message>
        <source>Select the point as well, or deselect it</source>
        <translation>把这个点也选中，或取消</translation>
    </message>
    <message>
        <source>Show the window again</source>
        <translation>重新显示窗口</translation>
    </message>
    <message>
        <source>Step back, outside of lessons</source>
        <translation>后退一步（不在课程问答中时）</translation>
    </message>
    <message>
        <source>Step forward, outside of lessons</source>
        <translation>前进一步（不在课程问答中时）</translation>
    </message>
    <message>
        <source>Take back, reduce, end presenting</source>
        <translation>撤回、还原视图、结束演示</translation>
    </message>
    <message>
        <source>Take the mark, or put it down</source>
        <translation>拿起或放下标记</translation>
    </message>
    <message>
        <source>The class of the point, or of new ones</source>
        <translation>该点或新点的类别</translation>
    </message>
    <message>
        <source>The view’s menu</source>
        <translation>视图的菜单</translation>
    </message>
    <message>
        <source>Turn the loss that is drawn as a surface</source>
        <translation>旋转画成曲面的损失</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>{what} ({keys})</source>
        <translation>{what}（{keys}）</translation>
    </message>
</context>
<context>
    <name>LayersField</name>
    <message>
        <source>Add one more</source>
        <translation>再加一个</translation>
    </message>
    <message>
        <source>Remove the last one</source>
        <translation>去掉最后一个</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>LearningRateView</name>
    <message>
        <source>learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>next η</source>
        <translation>下一步 η</translation>
    </message>
    <message>
        <source>without staircase</source>
        <translation>不用阶梯</translation>
    </message>
</context>
<context>
    <name>LessonEditor</name>
    <message>
        <source>A new part, as the stage is now, after this one</source>
        <translation>在这个环节之后，用当前画面新建一个环节</translation>
    </message>
    <message>
        <source>Add the stage</source>
        <translation>添加画面</translation>
    </message>
    <message>
        <source>All that the lesson says holds.</source>
        <translation>课程里说的全都成立。</translation>
    </message>
    <message>
        <source>Both languages</source>
        <translation>两种语言</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Compute everything again: does all that the lesson says hold?</source>
        <translation>全部重新计算：课程里说的都成立吗？</translation>
    </message>
    <message>
        <source>Computing everything again…</source>
        <translation>正在重新计算…</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Make the undone change again</source>
        <translation>重做刚撤销的修改</translation>
    </message>
    <message>
        <source>Part {number}: {text}.</source>
        <translation>第 {number} 个环节：{text}。</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>环节</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Set up the stage in the window, then press “Add the stage”.</source>
        <translation>先在窗口中布置画面，再按“添加画面”。</translation>
    </message>
    <message>
        <source>Take the last change back</source>
        <translation>撤回最后一次修改</translation>
    </message>
    <message>
        <source>Take the stage</source>
        <translation>采用画面</translation>
    </message>
    <message>
        <source>Take this part out</source>
        <translation>去掉这个环节</translation>
    </message>
    <message>
        <source>The check could not be carried out: {reason}</source>
        <translation>检查没有完成：{reason}</translation>
    </message>
    <message>
        <source>The lesson has changed since. Check it again.</source>
        <translation>检查之后课程又改过了，请再检查一次。</translation>
    </message>
    <message>
        <source>The parts of the lesson</source>
        <translation>课程的各个环节</translation>
    </message>
    <message>
        <source>This part becomes as the stage is now</source>
        <translation>让这个环节变成当前画面的样子</translation>
    </message>
    <message>
        <source>This part comes earlier</source>
        <translation>这个环节提前</translation>
    </message>
    <message>
        <source>This part comes later</source>
        <translation>这个环节推后</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Write the lesson to its file</source>
        <translation>把课程写入文件</translation>
    </message>
</context>
<context>
    <name>LessonPanel</name>
    <message>
        <source>Choose a lesson</source>
        <translation>选择一课</translation>
    </message>
    <message>
        <source>Lesson</source>
        <translation>课</translation>
    </message>
    <message>
        <source>Next lesson (Ctrl+PgDown)</source>
        <translation>下一课（Ctrl+PgDown）</translation>
    </message>
    <message>
        <source>Next lesson in the list</source>
        <translation>列表里的下一课</translation>
    </message>
    <message>
        <source>Previous lesson (Ctrl+PgUp)</source>
        <translation>上一课（Ctrl+PgUp）</translation>
    </message>
    <message>
        <source>Previous lesson in the list</source>
        <translation>列表里的上一课</translation>
    </message>
    <message>
        <source>{number} · {title}</source>
        <translation>{number} · {title}</translation>
    </message>
</context>
<context>
    <name>LicensesDialog</name>
    <message>
        <source>Licenses</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>The text of this license is not installed here.</source>
        <translation>此许可证的文本未安装在这里。</translation>
    </message>
    <message>
        <source>The text “{file}” can’t be read: {reason}.</source>
        <translation>无法读取文本“{file}”：{reason}。</translation>
    </message>
    <message>
        <source>There is no list here of what is installed.</source>
        <translation>这里没有已安装组件的信息。</translation>
    </message>
    <message>
        <source>gdviz and the software of others that it builds on, with thanks.</source>
        <translation>gdviz，以及它所依赖的他人作品，特此致谢。</translation>
    </message>
</context>
<context>
    <name>LookController</name>
    <message>
        <source>Type: {percent}%</source>
        <translation>文字大小：{percent}%</translation>
    </message>
</context>
<context>
    <name>LossFormula</name>
    <message>
        <source>left out: </source>
        <translation>未读入：</translation>
    </message>
</context>
<context>
    <name>LossHistoryView</name>
    <message>
        <source>Linear loss axis</source>
        <translation>线性损失轴</translation>
    </message>
    <message>
        <source>Logarithmic loss axis</source>
        <translation>对数损失轴</translation>
    </message>
    <message>
        <source>Shows every tenfold drop of the loss as the same distance. A loss of zero leaves a gap.</source>
        <translation>损失每降到十分之一，在图上就下降同样的距离。损失为零处留空。</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>loss (log)</source>
        <translation>损失（对数）</translation>
    </message>
    <message>
        <source>loss of the batch</source>
        <translation>这一批的损失</translation>
    </message>
    <message>
        <source>loss of the batch (log)</source>
        <translation>这一批的损失（对数）</translation>
    </message>
</context>
<context>
    <name>LossMenu</name>
    <message>
        <source>3-D surface</source>
        <translation>三维曲面</translation>
    </message>
    <message>
        <source>Choose two parameters…</source>
        <translation>选择两个参数…</translation>
    </message>
    <message>
        <source>Draws how the batches' gradients scatter here: an ellipse of one standard deviation.</source>
        <translation>画出各批的梯度在这里怎样分散：一倍标准差的椭圆。</translation>
    </message>
    <message>
        <source>Draws the loss as a surface; a drag beside the marks turns it, as do Ctrl and arrow keys.</source>
        <translation>把损失画成曲面；在标记以外拖动即可旋转，也可按 Ctrl 加方向键。</translation>
    </message>
    <message>
        <source>Draws the loss on the examples of this step alone as thin dashed lines.</source>
        <translation>用细虚线画出只用这一步样本计算的损失。</translation>
    </message>
    <message>
        <source>Draws the parabola that touches the loss at the ball: a rate above 2/L climbs on it.</source>
        <translation>画出在小球处贴合损失的抛物线：学习率超过 2/L，就会在它上面往上爬。</translation>
    </message>
    <message>
        <source>Draws what the selected run's step adds up, such as momentum and gradient, one arrow behind the other, and as an ellipse how far it reaches along each axis.</source>
        <translation>画出所选实验这一步由哪些部分（如动量和梯度）相加而成，箭头首尾相接；椭圆表示它沿各轴能走多远。</translation>
    </message>
    <message>
        <source>Hide the batch's loss</source>
        <translation>隐藏这一批的损失</translation>
    </message>
    <message>
        <source>Hide the inside of the step</source>
        <translation>隐藏一步的组成</translation>
    </message>
    <message>
        <source>Hide the local parabola</source>
        <translation>隐藏局部抛物线</translation>
    </message>
    <message>
        <source>Hide the noise of the gradient</source>
        <translation>隐藏梯度的噪声</translation>
    </message>
    <message>
        <source>Inside the step</source>
        <translation>一步的组成</translation>
    </message>
    <message>
        <source>Let the surface turn</source>
        <translation>让曲面旋转</translation>
    </message>
    <message>
        <source>Local parabola</source>
        <translation>局部抛物线</translation>
    </message>
    <message>
        <source>Loss as a plane</source>
        <translation>把损失画成平面图</translation>
    </message>
    <message>
        <source>Loss as a surface</source>
        <translation>把损失画成曲面</translation>
    </message>
    <message>
        <source>Loss on the batch</source>
        <translation>这一批的损失</translation>
    </message>
    <message>
        <source>Loss over two parameters</source>
        <translation>关于两个参数的损失</translation>
    </message>
    <message>
        <source>Noise of the gradient</source>
        <translation>梯度的噪声</translation>
    </message>
    <message>
        <source>Principal directions of the run</source>
        <translation>实验的主方向</translation>
    </message>
    <message>
        <source>Select two parameters: the first for the horizontal axis, the second for the other.</source>
        <translation>勾选两个参数：第一个用于横轴，第二个用于纵轴。</translation>
    </message>
    <message>
        <source>Show the batch's loss</source>
        <translation>显示这一批的损失</translation>
    </message>
    <message>
        <source>Show the inside of the step</source>
        <translation>显示一步的组成</translation>
    </message>
    <message>
        <source>Show the local parabola</source>
        <translation>显示局部抛物线</translation>
    </message>
    <message>
        <source>Show the noise of the gradient</source>
        <translation>显示梯度的噪声</translation>
    </message>
    <message>
        <source>Shows the loss on the plane in which the selected run moved most.</source>
        <translation>显示所选实验移动最多的那个平面上的损失。</translation>
    </message>
    <message>
        <source>Shows the loss over two of the model's parameters; the others stay as at the playhead.</source>
        <translation>显示损失随模型的两个参数的变化；其余参数保持当前步的值。</translation>
    </message>
    <message>
        <source>Stop turning the surface</source>
        <translation>让曲面不再旋转</translation>
    </message>
    <message>
        <source>Surface from above</source>
        <translation>从正上方看曲面</translation>
    </message>
    <message>
        <source>Turn while it plays</source>
        <translation>播放时旋转</translation>
    </message>
    <message>
        <source>Turns the surface half around from the first step to the last, in animations too.</source>
        <translation>从第一步到最后一步把曲面转半圈，动画里也一样。</translation>
    </message>
    <message>
        <source>Turns the surface so that it is seen as the plane.</source>
        <translation>把曲面转到与平面图相同的样子。</translation>
    </message>
</context>
<context>
    <name>LossProgress</name>
    <message>
        <source>batch</source>
        <translation>批</translation>
    </message>
    <message>
        <source>data loss</source>
        <translation>数据损失</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>loss (log)</source>
        <translation>损失（对数）</translation>
    </message>
    <message>
        <source>penalty</source>
        <translation>正则项</translation>
    </message>
    <message>
        <source>shadow accuracy</source>
        <translation>影子值的准确率</translation>
    </message>
    <message>
        <source>step</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>test set</source>
        <translation>测试集</translation>
    </message>
    <message>
        <source>training set</source>
        <translation>训练集</translation>
    </message>
</context>
<context>
    <name>LossStart</name>
    <message>
        <source>Move the start</source>
        <translation>移动起点</translation>
    </message>
    <message>
        <source>Start, {place}</source>
        <translation>起点，{place}</translation>
    </message>
</context>
<context>
    <name>LossView</name>
    <message>
        <source>A minimum: {place}, loss {loss}</source>
        <translation>极小点：{place}，损失 {loss}</translation>
    </message>
    <message>
        <source>Loss on the run's plane</source>
        <translation>实验所在平面上的损失</translation>
    </message>
    <message>
        <source>Loss over two parameters</source>
        <translation>关于两个参数的损失</translation>
    </message>
    <message>
        <source>The landscape could not be computed: there may not be enough memory.</source>
        <translation>无法计算损失的地形：可能内存不够。</translation>
    </message>
    <message>
        <source>The loss has no value here.</source>
        <translation>损失在这里没有值。</translation>
    </message>
    <message>
        <source>The start: drag it, and the run follows</source>
        <translation>起点：拖动它，实验随之改变</translation>
    </message>
    <message>
        <source>a plane: {names} held as at the playhead</source>
        <translation>一个截面：{names} 保持当前步的值</translation>
    </message>
    <message>
        <source>cusp</source>
        <translation>尖点</translation>
    </message>
    <message>
        <source>cusp at {place}</source>
        <translation>{place} 处有尖点</translation>
    </message>
    <message>
        <source>first principal direction</source>
        <translation>第一主方向</translation>
    </message>
    <message>
        <source>jump</source>
        <translation>跳跃</translation>
    </message>
    <message>
        <source>jump at {place}</source>
        <translation>{place} 处跳跃</translation>
    </message>
    <message>
        <source>kink</source>
        <translation>折点</translation>
    </message>
    <message>
        <source>kink at {place}</source>
        <translation>{place} 处有折点</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>loss on this step's batch</source>
        <translation>这一步的批的损失</translation>
    </message>
    <message>
        <source>not drawn: a run with another loss</source>
        <translation>未画：一个损失函数不同的实验</translation>
    </message>
    <message>
        <source>not drawn: {count} runs with another loss</source>
        <translation>未画：{count} 个损失函数不同的实验</translation>
    </message>
    <message>
        <source>pole</source>
        <translation>趋于无穷</translation>
    </message>
    <message>
        <source>pole at {place}</source>
        <translation>{place} 处趋于无穷</translation>
    </message>
    <message>
        <source>second principal direction</source>
        <translation>第二主方向</translation>
    </message>
    <message>
        <source>slope {slope}</source>
        <translation>斜率 {slope}</translation>
    </message>
    <message>
        <source>step {step}: loss {loss}</source>
        <translation>第 {step} 步：损失 {loss}</translation>
    </message>
    <message>
        <source>step {step}: {values}, loss {loss}</source>
        <translation>第 {step} 步：{values}，损失 {loss}</translation>
    </message>
    <message>
        <source>the other {count} parameters stay as they are at the playhead</source>
        <translation>其余 {count} 个参数保持当前步的值</translation>
    </message>
    <message>
        <source>two principal directions of the run: {share}% of its movement</source>
        <translation>实验的两个主方向：占其移动的 {share}%</translation>
    </message>
    <message>
        <source>two principal directions of the run: {share}% of its movement, now {distance} beside them</source>
        <translation>实验的两个主方向：占其移动的 {share}%，此刻偏离 {distance}</translation>
    </message>
    <message>
        <source>vertical slope</source>
        <translation>斜率无穷大</translation>
    </message>
    <message>
        <source>vertical slope at {place}</source>
        <translation>{place} 处斜率无穷大</translation>
    </message>
    <message>
        <source>without bias correction</source>
        <translation>没有偏差修正时</translation>
    </message>
    <message>
        <source>{run}: {what}</source>
        <translation>{run}：{what}</translation>
    </message>
    <message>
        <source>−∇loss</source>
        <translation>−∇loss</translation>
    </message>
    <message>
        <source>−∇loss, batch</source>
        <translation>−∇loss（批）</translation>
    </message>
</context>
<context>
    <name>Map</name>
    <message>
        <source>Start {name}</source>
        <translation>起点 {name}</translation>
    </message>
    <message>
        <source>The final loss is {low} to {high}.</source>
        <translation>最终损失为 {low} 到 {high}。</translation>
    </message>
    <message>
        <source>and {count} more minima, each in a color</source>
        <translation>另有 {count} 个极小点，各有颜色</translation>
    </message>
    <message>
        <source>arrives at minimum no. {number}</source>
        <translation>到达第 {number} 个极小点</translation>
    </message>
    <message>
        <source>arrives at step</source>
        <translation>到达步数</translation>
    </message>
    <message>
        <source>arrives at step {step}, loss {loss}</source>
        <translation>第 {step} 步到达，损失 {loss}</translation>
    </message>
    <message>
        <source>arrives at {minimum}</source>
        <translation>到达 {minimum}</translation>
    </message>
    <message>
        <source>arrives at {minimum} at step {step}, loss {loss}</source>
        <translation>第 {step} 步到达 {minimum}，损失 {loss}</translation>
    </message>
    <message>
        <source>diverges</source>
        <translation>发散</translation>
    </message>
    <message>
        <source>diverges at step {step}</source>
        <translation>第 {step} 步发散</translation>
    </message>
    <message>
        <source>ends higher</source>
        <translation>结束时更高</translation>
    </message>
    <message>
        <source>ends higher than it began, loss {loss}</source>
        <translation>结束时比开始时高，损失 {loss}</translation>
    </message>
    <message>
        <source>final loss</source>
        <translation>最终损失</translation>
    </message>
    <message>
        <source>has not arrived after {steps} steps, loss {loss}</source>
        <translation>{steps} 步后仍未到达，损失 {loss}</translation>
    </message>
    <message>
        <source>has not arrived at its end, loss {loss}</source>
        <translation>结束时仍未到达，损失 {loss}</translation>
    </message>
    <message>
        <source>loss below a tenth of the first, from step</source>
        <translation>损失低于最初十分之一的步数</translation>
    </message>
    <message>
        <source>loss of the last batch</source>
        <translation>最后一批的损失</translation>
    </message>
    <message>
        <source>loss {loss} after {steps} steps</source>
        <translation>{steps} 步后损失为 {loss}</translation>
    </message>
    <message>
        <source>loss {loss} at its end</source>
        <translation>结束时损失为 {loss}</translation>
    </message>
    <message>
        <source>no finite value</source>
        <translation>没有有限值</translation>
    </message>
    <message>
        <source>no finite value from step {step} on</source>
        <translation>从第 {step} 步起没有有限值</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>未到达</translation>
    </message>
    <message>
        <source>oscillates</source>
        <translation>振荡</translation>
    </message>
    <message>
        <source>oscillates, loss {loss}</source>
        <translation>振荡，损失 {loss}</translation>
    </message>
    <message>
        <source>{across} from {left} to {right} across, {up} from {low} to {high} up.</source>
        <translation>横轴为{across}，从 {left} 到 {right}；纵轴为{up}，从 {low} 到 {high}。</translation>
    </message>
    <message>
        <source>{owner}: {title}</source>
        <translation>{owner}：{title}</translation>
    </message>
    <message>
        <source>{share}% come to where there is no finite value.</source>
        <translation>{share}% 走到没有有限值之处。</translation>
    </message>
    <message>
        <source>{share}% diverge.</source>
        <translation>{share}% 发散。</translation>
    </message>
    <message>
        <source>{share}% end higher than they began.</source>
        <translation>{share}% 结束时比开始时高。</translation>
    </message>
    <message>
        <source>{share}% have not arrived.</source>
        <translation>{share}% 未到达。</translation>
    </message>
    <message>
        <source>{share}% of the runs arrive, half of them by step {step}.</source>
        <translation>{share}% 的实验到达极小点，其中一半不晚于第 {step} 步。</translation>
    </message>
    <message>
        <source>{share}% oscillate.</source>
        <translation>{share}% 振荡。</translation>
    </message>
    <message>
        <source>{title}, no. {place}</source>
        <translation>{title}（第 {place} 个）</translation>
    </message>
    <message>
        <source>{what} (log scale)</source>
        <translation>{what}（对数刻度）</translation>
    </message>
    <message>
        <source>{x} {x_value}, {y} {y_value}: {outcome}</source>
        <translation>{x} {x_value}，{y} {y_value}：{outcome}</translation>
    </message>
</context>
<context>
    <name>MapView</name>
    <message>
        <source>Colors</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Colors of the map</source>
        <translation>地图的颜色</translation>
    </message>
    <message>
        <source>Horizontal setting</source>
        <translation>横轴参数</translation>
    </message>
    <message>
        <source>Its final loss</source>
        <translation>最终损失</translation>
    </message>
    <message>
        <source>Move the run on the map</source>
        <translation>在地图上移动实验</translation>
    </message>
    <message>
        <source>Put a run of the map on stage</source>
        <translation>把地图上的实验放到画面上</translation>
    </message>
    <message>
        <source>Settings of the map</source>
        <translation>地图的参数</translation>
    </message>
    <message>
        <source>The run on stage: drag it, and its two settings follow</source>
        <translation>画面上的实验：拖动它，两个参数随之改变</translation>
    </message>
    <message>
        <source>Vertical setting</source>
        <translation>纵轴参数</translation>
    </message>
    <message>
        <source>When it arrives</source>
        <translation>何时到达</translation>
    </message>
    <message>
        <source>Where it arrives</source>
        <translation>到达何处</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>step by step</source>
        <translation>每一步</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>&amp;About gdviz</source>
        <translation>关于 gdviz(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Black screen</source>
        <translation>黑屏(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Copy rows of the table</source>
        <translation>复制表格的行(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Enlarge the view, or back</source>
        <translation>放大视图或还原(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Explore freely</source>
        <translation>自由探索(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>导出(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Export a picture…</source>
        <translation>导出图片(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation>全屏(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Handout of the lesson…</source>
        <translation>课程讲义(&amp;H)…</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Import data…</source>
        <translation>导入数据(&amp;I)…</translation>
    </message>
    <message>
        <source>&amp;Keep my versions of lessons</source>
        <translation>保留我对课程的修改(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>键盘快捷键(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Lessons</source>
        <translation>课程(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;My version of this lesson</source>
        <translation>我的版本(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;New</source>
        <translation>新建(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Next lesson</source>
        <translation>下一课(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Next part</source>
        <translation>下一个环节(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>打开(&amp;O)…</translation>
    </message>
    <message>
        <source>&amp;Paste a scene or a table</source>
        <translation>粘贴场景或表格(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Playback</source>
        <translation>播放(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Present</source>
        <translation>演示(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Previous lesson</source>
        <translation>上一课(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Projector</source>
        <translation>投影(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Redo: {change}</source>
        <translation>重做：{change}(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Reset layout</source>
        <translation>恢复布局(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Reset lesson</source>
        <translation>恢复课程原样(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;System</source>
        <translation>跟随系统(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Tour</source>
        <translation>新手导览(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Undo: {change}</source>
        <translation>撤销：{change}(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Views on the stage</source>
        <translation>画面上的视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;What’s new</source>
        <translation>新内容(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;White screen</source>
        <translation>白屏(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;{number}  {title}</source>
        <translation>&amp;{number}  {title}</translation>
    </message>
    <message>
        <source>A lesson of your own: parts made from the stage, with words, questions and goals</source>
        <translation>自己的课程：用画面做成环节，配上文字、问题和目标</translation>
    </message>
    <message>
        <source>A picture of each part, for slides</source>
        <translation>每个环节一张图片，可放进幻灯片</translation>
    </message>
    <message>
        <source>All &amp;parameters</source>
        <translation>全部参数(&amp;P)</translation>
    </message>
    <message>
        <source>Back to the &amp;lesson</source>
        <translation>恢复本环节(&amp;L)</translation>
    </message>
    <message>
        <source>Back to the &amp;questions</source>
        <translation>回到提问(&amp;Q)</translation>
    </message>
    <message>
        <source>Can be switched off on a computer that many people share</source>
        <translation>多人共用的电脑上可关闭</translation>
    </message>
    <message>
        <source>Copy a p&amp;icture</source>
        <translation>复制图片(&amp;I)</translation>
    </message>
    <message>
        <source>Copy all nu&amp;mbers</source>
        <translation>复制全部数字(&amp;M)</translation>
    </message>
    <message>
        <source>Copy the &amp;scene as text</source>
        <translation>把场景复制为文本(&amp;S)</translation>
    </message>
    <message>
        <source>Edit the &amp;parts…</source>
        <translation>编辑环节(&amp;P)…</translation>
    </message>
    <message>
        <source>Export &amp;data…</source>
        <translation>导出数据(&amp;D)…</translation>
    </message>
    <message>
        <source>Keys of &amp;one character</source>
        <translation>单字符快捷键(&amp;O)</translation>
    </message>
    <message>
        <source>L&amp;ook</source>
        <translation>外观(&amp;O)</translation>
    </message>
    <message>
        <source>Lar&amp;ger type</source>
        <translation>放大文字(&amp;G)</translation>
    </message>
    <message>
        <source>Le&amp;sson</source>
        <translation>课程(&amp;S)</translation>
    </message>
    <message>
        <source>Lesson &amp;notes</source>
        <translation>课程讲解(&amp;N)</translation>
    </message>
    <message>
        <source>Lessons &amp;ask questions</source>
        <translation>上课时提问(&amp;A)</translation>
    </message>
    <message>
        <source>My pro&amp;gress…</source>
        <translation>我的进度(&amp;G)…</translation>
    </message>
    <message>
        <source>New &amp;window</source>
        <translation>新建窗口(&amp;W)</translation>
    </message>
    <message>
        <source>No more windows could be opened.</source>
        <translation>无法再打开窗口。</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>最近打开(&amp;R)</translation>
    </message>
    <message>
        <source>P&amp;resent</source>
        <translation>演示(&amp;R)</translation>
    </message>
    <message>
        <source>Pict&amp;ures of the lesson…</source>
        <translation>课程的图片(&amp;U)…</translation>
    </message>
    <message>
        <source>Play, step back, drag: what the first start shows</source>
        <translation>播放、后退、拖动：第一次启动时看到的内容</translation>
    </message>
    <message>
        <source>Pre&amp;vious part</source>
        <translation>上一个环节(&amp;B)</translation>
    </message>
    <message>
        <source>Predictions that were right the first time, goals reached, and what to remember</source>
        <translation>哪些预测一次就对、达到了哪些目标、该记住什么</translation>
    </message>
    <message>
        <source>Presenter’s win&amp;dow</source>
        <translation>演讲者窗口(&amp;D)</translation>
    </message>
    <message>
        <source>Prin&amp;t…</source>
        <translation>打印(&amp;T)…</translation>
    </message>
    <message>
        <source>Ru&amp;ns</source>
        <translation>实验(&amp;N)</translation>
    </message>
    <message>
        <source>Runs and &amp;parameters</source>
        <translation>实验和参数(&amp;P)</translation>
    </message>
    <message>
        <source>S&amp;maller type</source>
        <translation>缩小文字(&amp;M)</translation>
    </message>
    <message>
        <source>Save &amp;as…</source>
        <translation>另存为(&amp;A)…</translation>
    </message>
    <message>
        <source>Show as &amp;code…</source>
        <translation>用代码表示(&amp;C)…</translation>
    </message>
    <message>
        <source>The lesson as you left it when you last changed it</source>
        <translation>您上次修改后留下的这一课</translation>
    </message>
    <message>
        <source>The lesson in its original form; your changes are kept as your version</source>
        <translation>课程原来的样子；您的修改保留在“我的版本”里</translation>
    </message>
    <message>
        <source>The same key, Esc or a click takes it away</source>
        <translation>再按同一个键、按 Esc 或单击即可恢复</translation>
    </message>
    <message>
        <source>The stage and the playback alone, on the full screen; Esc ends it</source>
        <translation>全屏只显示画面和播放控制；按 Esc 结束</translation>
    </message>
    <message>
        <source>What is on stage, or the handout of the lesson</source>
        <translation>当前画面，或本课的讲义</translation>
    </message>
    <message>
        <source>What to say, what comes next, the time: on this screen, the stage on the other one</source>
        <translation>要讲的话、下一个环节、时间显示在这块屏幕上，画面显示在另一块屏幕上</translation>
    </message>
    <message>
        <source>When off, no letter, digit or period acts by itself: for those who speak to the computer</source>
        <translation>关闭后，单个字母、数字或句点不再起作用：适合用语音操作电脑的人</translation>
    </message>
    <message>
        <source>Where a question has no answer yet, the second press goes past it</source>
        <translation>问题还没有答案时，按第二次才会跳过</translation>
    </message>
    <message>
        <source>While a question waits, B answers it; the period makes the screen black</source>
        <translation>问题等待回答时，B 键用来作答，句点用来黑屏</translation>
    </message>
    <message>
        <source>{number}  {title}</source>
        <translation>{number}  {title}</translation>
    </message>
</context>
<context>
    <name>MyProgress</name>
    <message>
        <source>What you have answered can’t be kept for the next start. {reason}</source>
        <translation>作答记录无法保存，下次启动时就没有了。{reason}</translation>
    </message>
</context>
<context>
    <name>MyVersions</name>
    <message>
        <source>My version of this lesson can’t be kept beyond this window. {reason}</source>
        <translation>“我的版本”无法写入磁盘，关闭窗口后就没有了。{reason}</translation>
    </message>
</context>
<context>
    <name>NetworkView</name>
    <message>
        <source>1 layer, {parameters} parameters</source>
        <translation>1 层，{parameters} 个参数</translation>
    </message>
    <message>
        <source>1 unit, {activation}</source>
        <translation>1 个，{activation}</translation>
    </message>
    <message>
        <source>Input {name}</source>
        <translation>输入 {name}</translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Layer {layer}, unit {number} ({activation})</source>
        <translation>第 {layer} 层，神经元 {number}（{activation}）</translation>
    </message>
    <message>
        <source>Layer {number}</source>
        <translation>第 {number} 层</translation>
    </message>
    <message>
        <source>Set {name} by hand</source>
        <translation>手动设定 {name}</translation>
    </message>
    <message>
        <source>a unit's output, low to high</source>
        <translation>神经元的输出，由低到高</translation>
    </message>
    <message>
        <source>bias</source>
        <translation>偏置</translation>
    </message>
    <message>
        <source>bias {value} ({name})</source>
        <translation>偏置 {value}（{name}）</translation>
    </message>
    <message>
        <source>class {number}</source>
        <translation>类别 {number}</translation>
    </message>
    <message>
        <source>click to set it: a new start</source>
        <translation>单击可设定：作为新的起点</translation>
    </message>
    <message>
        <source>click to set the bias: a new start</source>
        <translation>单击可设定偏置：作为新的起点</translation>
    </message>
    <message>
        <source>dead: its output is 0 for every one of {count} examples</source>
        <translation>失活：对全部 {count} 个样本输出都是 0</translation>
    </message>
    <message>
        <source>frozen</source>
        <translation>冻结</translation>
    </message>
    <message>
        <source>frozen: its learning rate is multiplied by 0</source>
        <translation>冻结：学习率乘以 0</translation>
    </message>
    <message>
        <source>gradient {value} on this step's batch</source>
        <translation>在这一步的批上的梯度 {value}</translation>
    </message>
    <message>
        <source>its learning rate is multiplied by {factor}</source>
        <translation>学习率乘以 {factor}</translation>
    </message>
    <message>
        <source>mean output {value}</source>
        <translation>平均输出 {value}</translation>
    </message>
    <message>
        <source>negative</source>
        <translation>负</translation>
    </message>
    <message>
        <source>output 0 for {share} of {count} examples</source>
        <translation>{count} 个样本中有 {share} 输出为 0</translation>
    </message>
    <message>
        <source>output, {activation}</source>
        <translation>输出，{activation}</translation>
    </message>
    <message>
        <source>positive</source>
        <translation>正</translation>
    </message>
    <message>
        <source>rate ×{factor}</source>
        <translation>学习率 ×{factor}</translation>
    </message>
    <message>
        <source>shadow {value}</source>
        <translation>影子值 {value}</translation>
    </message>
    <message>
        <source>the {count} weakest weights are not drawn</source>
        <translation>最弱的 {count} 个权重没有画出</translation>
    </message>
    <message>
        <source>unit {number}</source>
        <translation>神经元 {number}</translation>
    </message>
    <message>
        <source>weight {value}</source>
        <translation>权重 {value}</translation>
    </message>
    <message>
        <source>within {limit} of zero</source>
        <translation>与零相差不到 {limit}</translation>
    </message>
    <message>
        <source>{count} units, {activation}</source>
        <translation>{count} 个，{activation}</translation>
    </message>
    <message>
        <source>{layers} layers, {parameters} parameters</source>
        <translation>{layers} 层，{parameters} 个参数</translation>
    </message>
    <message>
        <source>{name}: layer {layer}, {source} → {unit}</source>
        <translation>{name}：第 {layer} 层，{source} → {unit}</translation>
    </message>
    <message>
        <source>{title}: {detail}</source>
        <translation>{title}：{detail}</translation>
    </message>
    <message>
        <source>{weights} weights, {biases} biases</source>
        <translation>{weights} 个权重，{biases} 个偏置</translation>
    </message>
</context>
<context>
    <name>NewsDialog</name>
    <message>
        <source>What’s new in gdviz</source>
        <translation>gdviz 的新内容</translation>
    </message>
</context>
<context>
    <name>Notes</name>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Read all of the lesson’s notes</source>
        <translation>阅读本课的全部讲解</translation>
    </message>
</context>
<context>
    <name>NumberField</name>
    <message>
        <source>Allowed: {range}</source>
        <translation>可填：{range}</translation>
    </message>
    <message>
        <source>Type {range}</source>
        <translation>请输入{range}</translation>
    </message>
</context>
<context>
    <name>NumberPlace</name>
    <message>
        <source>At which step</source>
        <translation>在第几步</translation>
    </message>
    <message>
        <source>Which number</source>
        <translation>哪个数</translation>
    </message>
    <message>
        <source>Which run</source>
        <translation>哪个实验</translation>
    </message>
    <message>
        <source>at step</source>
        <translation>第几步</translation>
    </message>
</context>
<context>
    <name>NumbersField</name>
    <message>
        <source>Type numbers with commas between them, such as 1, 2.5, 10.</source>
        <translation>请输入用逗号隔开的数，例如 1, 2.5, 10。</translation>
    </message>
</context>
<context>
    <name>OfferBar</name>
    <message numerus="yes">
        <source>%n more will follow.</source>
        <translation><numerusform>之后还有 %n 个。</numerusform></translation>
    </message>
    <message>
        <source>Asks again the next time that gdviz starts</source>
        <translation>下次启动 gdviz 时再询问</translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Bring back “{name}”, as it was at {time}?</source>
        <translation>要恢复“{name}”在 {time} 时的状态吗？</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Copies where gdviz was when it crashed, and its version</source>
        <translation>复制崩溃时 gdviz 所在的位置及其版本</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>复制详情</translation>
    </message>
    <message>
        <source>Deletes what was kept</source>
        <translation>删除保留的内容</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>以后再说</translation>
    </message>
    <message>
        <source>Puts it on stage, with its name and its file</source>
        <translation>把它连同名称和文件一起放回画面</translation>
    </message>
    <message>
        <source>The system ended gdviz last time.</source>
        <translation>上次 gdviz 被系统关闭。</translation>
    </message>
    <message>
        <source>There is nothing to bring back. The details help to find the cause.</source>
        <translation>没有需要恢复的内容。详情有助于查找问题。</translation>
    </message>
    <message>
        <source>What was open can’t be brought back. {reason} It stays in {file}.</source>
        <translation>上次打开的内容无法恢复。{reason}它保留在 {file}。</translation>
    </message>
    <message>
        <source>gdviz crashed last time.</source>
        <translation>上次 gdviz 崩溃了。</translation>
    </message>
    <message>
        <source>gdviz did not close properly last time.</source>
        <translation>上次 gdviz 没有正常退出。</translation>
    </message>
    <message>
        <source>{sentence} {next}</source>
        <translation>{sentence}{next}</translation>
    </message>
</context>
<context>
    <name>Onward</name>
    <message>
        <source>No answer yet: PageDown again goes on without one.</source>
        <translation>还没有答案：再按一次 PageDown 就跳过它。</translation>
    </message>
    <message>
        <source>No answer yet: “Next” again goes on without one.</source>
        <translation>还没有答案：再按一次“继续”就跳过它。</translation>
    </message>
</context>
<context>
    <name>Opening</name>
    <message>
        <source>All that gdviz opens ({endings})</source>
        <translation>gdviz 能打开的所有文件 ({endings})</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Pictures and sweeps made by gdviz ({endings})</source>
        <translation>gdviz 生成的图片和参数扫描 ({endings})</translation>
    </message>
</context>
<context>
    <name>OptionForm</name>
    <message>
        <source>Answer</source>
        <translation>答案</translation>
    </message>
    <message>
        <source>Answer {letter}</source>
        <translation>答案 {letter}</translation>
    </message>
    <message>
        <source>Right where</source>
        <translation>何时正确</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>为什么</translation>
    </message>
    <message>
        <source>Why, for {letter}</source>
        <translation>{letter} 的理由</translation>
    </message>
    <message>
        <source>{letter} is right where</source>
        <translation>{letter} 何时正确</translation>
    </message>
</context>
<context>
    <name>OwnControls</name>
    <message>
        <source>Change “{title}”</source>
        <translation>修改“{title}”</translation>
    </message>
    <message>
        <source>The lesson’s own controls</source>
        <translation>本课的主要参数</translation>
    </message>
    <message>
        <source>{setting} from
step {step} on</source>
        <translation>{setting} 从第
{step} 步起</translation>
    </message>
</context>
<context>
    <name>PairsField</name>
    <message>
        <source>Global step</source>
        <translation>全局步数</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>{count} rows</source>
        <translation>{count} 行</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Examples</source>
        <translation>示例</translation>
    </message>
    <message>
        <source>Formulas to begin with, also of two and three variables</source>
        <translation>现成的公式，也有两个和三个变量的</translation>
    </message>
    <message>
        <source>Puts {text} into the formula</source>
        <translation>在公式中插入 {text}</translation>
    </message>
</context>
<context>
    <name>ParameterBox</name>
    <message>
        <source>The parameter whose update is written out</source>
        <translation>写出哪个参数的更新过程</translation>
    </message>
    <message>
        <source>{name} (moves most)</source>
        <translation>{name}（移动最多）</translation>
    </message>
</context>
<context>
    <name>ParameterDialog</name>
    <message>
        <source>Narrow the list</source>
        <translation>筛选列表</translation>
    </message>
    <message>
        <source>Part of a name, e.g. w2[1</source>
        <translation>名称的一部分，如 w2[1</translation>
    </message>
</context>
<context>
    <name>ParametersPanel</name>
    <message>
        <source>Apply “{title}” to all runs</source>
        <translation>把“{title}”应用到所有实验</translation>
    </message>
    <message>
        <source>Batches</source>
        <translation>批</translation>
    </message>
    <message>
        <source>Change “{title}”</source>
        <translation>修改“{title}”</translation>
    </message>
    <message>
        <source>Length and counting</source>
        <translation>步数与计数</translation>
    </message>
    <message>
        <source>Other runs differ here.</source>
        <translation>其他实验在这里不同。</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>{run}: {value}</source>
        <translation>{run}：{value}</translation>
    </message>
</context>
<context>
    <name>Pen</name>
    <message>
        <source>&amp;Clear the drawing</source>
        <translation>清除笔迹(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Fading pen</source>
        <translation>渐隐笔(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Lay the pen down</source>
        <translation>放下笔(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Spotlight</source>
        <translation>聚光灯(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Undo the last stroke</source>
        <translation>撤销上一笔(&amp;U)</translation>
    </message>
    <message>
        <source>Clear the drawing</source>
        <translation>清除笔迹</translation>
    </message>
    <message>
        <source>Dim all but the place that you point at; Esc turns it off</source>
        <translation>只照亮指针所在的地方，其余变暗；按 Esc 关闭</translation>
    </message>
    <message>
        <source>Draw on the stage and the words; what is drawn on a plot stays on its data</source>
        <translation>在画面和文字上画；画在图上的笔迹跟着数据走</translation>
    </message>
    <message>
        <source>E&amp;raser</source>
        <translation>橡皮擦(&amp;R)</translation>
    </message>
    <message>
        <source>Erase the strokes that it touches</source>
        <translation>擦掉碰到的笔迹</translation>
    </message>
    <message>
        <source>Lay the pen down; what is drawn stays</source>
        <translation>放下笔；笔迹保留</translation>
    </message>
    <message>
        <source>Pe&amp;n</source>
        <translation>画笔(&amp;N)</translation>
    </message>
    <message>
        <source>Undo the last stroke</source>
        <translation>撤销上一笔</translation>
    </message>
    <message>
        <source>What it draws is gone after three seconds</source>
        <translation>画的内容三秒后消失</translation>
    </message>
</context>
<context>
    <name>PenBar</name>
    <message>
        <source>Black or white</source>
        <translation>黑色或白色</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>蓝色</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>红色</translation>
    </message>
</context>
<context>
    <name>PerLayerField</name>
    <message>
        <source>Layer {number}</source>
        <translation>第 {number} 层</translation>
    </message>
    <message>
        <source>Type a number from {low} to {high}.</source>
        <translation>请输入从 {low} 到 {high} 的数。</translation>
    </message>
    <message>
        <source>Type a whole number from {low} to {high}.</source>
        <translation>请输入从 {low} 到 {high} 的整数。</translation>
    </message>
</context>
<context>
    <name>PictureController</name>
    <message>
        <source>An animation is being made</source>
        <translation>正在制作动画</translation>
    </message>
    <message>
        <source>The picture could not be drawn: the window is too large for it.</source>
        <translation>无法绘制图片：窗口太大了。</translation>
    </message>
    <message>
        <source>The picture is on the clipboard.</source>
        <translation>图片已在剪贴板上。</translation>
    </message>
    <message>
        <source>“{file}” is not complete yet.</source>
        <translation>“{file}”还没有完成。</translation>
    </message>
</context>
<context>
    <name>PiecesField</name>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Up to step</source>
        <translation>到第几步为止</translation>
    </message>
    <message>
        <source>after that</source>
        <translation>此后</translation>
    </message>
    <message>
        <source>{rate} after that</source>
        <translation>此后 {rate}</translation>
    </message>
    <message>
        <source>{rate} up to step {step}</source>
        <translation>到第 {step} 步为止 {rate}</translation>
    </message>
</context>
<context>
    <name>PlaceForm</name>
    <message>
        <source>Number</source>
        <translation>数</translation>
    </message>
    <message>
        <source>On the plot</source>
        <translation>在哪个图上</translation>
    </message>
    <message>
        <source>Right within</source>
        <translation>允许误差</translation>
    </message>
    <message>
        <source>The mark starts at</source>
        <translation>标记起初位于</translation>
    </message>
    <message>
        <source>Up to step</source>
        <translation>到第几步为止</translation>
    </message>
</context>
<context>
    <name>PlaneMenu</name>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>Boundary over two inputs</source>
        <translation>两个输入上的决策边界</translation>
    </message>
    <message>
        <source>Choose two inputs…</source>
        <translation>选择两个输入…</translation>
    </message>
    <message>
        <source>Draws the boundary on the plane in which the inputs vary most.</source>
        <translation>在输入变化最大的平面上画决策边界。</translation>
    </message>
    <message>
        <source>Draws the boundary over two of the inputs; the others are held.</source>
        <translation>在其中两个输入上画决策边界，其余输入固定不变。</translation>
    </message>
    <message>
        <source>Hold the other inputs…</source>
        <translation>固定其余输入…</translation>
    </message>
    <message>
        <source>Principal directions of the inputs</source>
        <translation>输入的主方向</translation>
    </message>
    <message>
        <source>Select two inputs: the first for the horizontal axis, the second for the other.</source>
        <translation>勾选两个输入：第一个是横轴，第二个是纵轴。</translation>
    </message>
    <message>
        <source>Sliders for the inputs that are not axes; by default at their means.</source>
        <translation>用滑块设定不是坐标轴的输入；默认取均值。</translation>
    </message>
    <message>
        <source>held: {values}; the points are projected</source>
        <translation>固定：{values}；图中的点是投影</translation>
    </message>
    <message>
        <source>two principal directions of the inputs: {share} of their variance</source>
        <translation>输入的两个主方向：占其方差的 {share}</translation>
    </message>
</context>
<context>
    <name>PlotHand</name>
    <message>
        <source>Deleted: {mark}</source>
        <translation>已删除：{mark}</translation>
    </message>
    <message>
        <source>Held: {mark}</source>
        <translation>已拿起：{mark}</translation>
    </message>
    <message>
        <source>Put down: {mark}</source>
        <translation>已放下：{mark}</translation>
    </message>
    <message>
        <source>Take the mark back</source>
        <translation>把标记放回原处</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>已放回原处</translation>
    </message>
</context>
<context>
    <name>PlotView</name>
    <message>
        <source>Reset axes</source>
        <translation>恢复坐标轴</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>缩放</translation>
    </message>
</context>
<context>
    <name>PointEditing</name>
    <message>
        <source>Add a point</source>
        <translation>添加一个点</translation>
    </message>
    <message>
        <source>Add points</source>
        <translation>添加多个点</translation>
    </message>
    <message>
        <source>Change the class of a point</source>
        <translation>更改点的类别</translation>
    </message>
    <message>
        <source>Change the class of points</source>
        <translation>更改多个点的类别</translation>
    </message>
    <message>
        <source>Change the data</source>
        <translation>修改数据</translation>
    </message>
    <message>
        <source>Delete a point</source>
        <translation>删除一个点</translation>
    </message>
    <message>
        <source>Delete points</source>
        <translation>删除多个点</translation>
    </message>
    <message>
        <source>Move a point</source>
        <translation>移动一个点</translation>
    </message>
    <message>
        <source>Move points</source>
        <translation>移动多个点</translation>
    </message>
    <message>
        <source>The data stay as they are: {reason}.</source>
        <translation>数据保持不变：{reason}。</translation>
    </message>
</context>
<context>
    <name>Prediction</name>
    <message>
        <source>Your curve at {x}: not placed yet, now {y}</source>
        <translation>你画的曲线在 {x} 处：还没放好，现在是 {y}</translation>
    </message>
    <message>
        <source>Your curve at {x}: {y}</source>
        <translation>你画的曲线在 {x} 处：{y}</translation>
    </message>
    <message>
        <source>Your prediction, {value}</source>
        <translation>你的预测，{value}</translation>
    </message>
</context>
<context>
    <name>Presenter</name>
    <message>
        <source>Exchange the presenter’s screen and the audience’s</source>
        <translation>对调演讲者与观众的屏幕</translation>
    </message>
    <message>
        <source>Free&amp;ze</source>
        <translation>定格(&amp;Z)</translation>
    </message>
    <message>
        <source>Hold the audience’s picture while you go on</source>
        <translation>观众的画面不动，您可以继续操作</translation>
    </message>
    <message>
        <source>Sw&amp;ap screens</source>
        <translation>对调屏幕(&amp;A)</translation>
    </message>
    <message>
        <source>{title}, {place} of {count}</source>
        <translation>{title}，第 {place} 个环节，共 {count} 个</translation>
    </message>
</context>
<context>
    <name>PresenterWindow</name>
    <message>
        <source>Frozen: the audience sees an earlier picture</source>
        <translation>已定格：观众看到的是当时的画面</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>接下来</translation>
    </message>
    <message>
        <source>Presenter – gdviz</source>
        <translation>演讲者 – gdviz</translation>
    </message>
</context>
<context>
    <name>Presenting</name>
    <message>
        <source>Esc ends presenting.</source>
        <translation>按 Esc 结束演示。</translation>
    </message>
    <message>
        <source>gdviz presents</source>
        <translation>gdviz 正在演示</translation>
    </message>
</context>
<context>
    <name>PreviewModel</name>
    <message>
        <source>The line of the file</source>
        <translation>文件的行号</translation>
    </message>
    <message>
        <source>This row has {count} cells, but there are only {width} columns.</source>
        <translation>这一行有 {count} 格，但只有 {width} 列。</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空</translation>
    </message>
    <message>
        <source>input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>not used</source>
        <translation>未使用</translation>
    </message>
    <message>
        <source>target</source>
        <translation>目标</translation>
    </message>
</context>
<context>
    <name>Printing</name>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Printed.</source>
        <translation>已打印。</translation>
    </message>
    <message>
        <source>The handout of the lesson</source>
        <translation>本课的讲义</translation>
    </message>
    <message>
        <source>The handout with the teacher’s notes</source>
        <translation>带教师备注的讲义</translation>
    </message>
    <message>
        <source>This can’t be printed: {reason}</source>
        <translation>无法打印：{reason}</translation>
    </message>
    <message>
        <source>What is on stage</source>
        <translation>当前画面</translation>
    </message>
    <message>
        <source>What is to be printed?</source>
        <translation>要打印什么？</translation>
    </message>
    <message>
        <source>the printer does not answer</source>
        <translation>打印机没有响应</translation>
    </message>
</context>
<context>
    <name>ProgressDialog</name>
    <message>
        <source>Comma-separated values (*.csv)</source>
        <translation>逗号分隔值 (*.csv)</translation>
    </message>
    <message>
        <source>Delete all…</source>
        <translation>全部删除…</translation>
    </message>
    <message>
        <source>Delete the records of all your lessons? This can’t be undone.</source>
        <translation>要删除所有课程的学习记录吗？此操作无法撤销。</translation>
    </message>
    <message>
        <source>Export as CSV…</source>
        <translation>导出为 CSV…</translation>
    </message>
    <message>
        <source>Goals</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>It is kept on this computer only, and never sent anywhere.</source>
        <translation>只保存在这台电脑上，不会发送到任何地方。</translation>
    </message>
    <message>
        <source>Keep my progress (not on a computer that many people share)</source>
        <translation>保存我的进度（多人共用的电脑请关闭）</translation>
    </message>
    <message>
        <source>Lesson</source>
        <translation>课程</translation>
    </message>
    <message>
        <source>Lessons started</source>
        <translation>已开始的课程</translation>
    </message>
    <message>
        <source>My progress</source>
        <translation>我的进度</translation>
    </message>
    <message>
        <source>Nothing yet: answer a question in a lesson, and it appears here.</source>
        <translation>还没有内容：回答课程中的一个问题，就会出现在这里。</translation>
    </message>
    <message>
        <source>Right the first time</source>
        <translation>一次答对</translation>
    </message>
    <message>
        <source>Save my progress</source>
        <translation>保存我的进度</translation>
    </message>
    <message>
        <source>To remember</source>
        <translation>要记住</translation>
    </message>
    <message>
        <source>not finished yet</source>
        <translation>还没学完</translation>
    </message>
    <message>
        <source>{count} of {all}</source>
        <translation>{count} / {all}</translation>
    </message>
</context>
<context>
    <name>ProgressView</name>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Count epochs</source>
        <translation>按轮计</translation>
    </message>
    <message>
        <source>Count steps</source>
        <translation>按步计</translation>
    </message>
    <message>
        <source>Draws the runs by epoch instead of by step, so that all have seen the same number of examples.</source>
        <translation>按轮而不是按步画各个实验，这样它们看过的样本一样多。</translation>
    </message>
    <message>
        <source>Linear loss axis</source>
        <translation>线性损失轴</translation>
    </message>
    <message>
        <source>Logarithmic loss axis</source>
        <translation>对数损失轴</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精确率</translation>
    </message>
    <message>
        <source>Precision of {name}</source>
        <translation>{name} 的精确率</translation>
    </message>
    <message>
        <source>RMSE</source>
        <translation>RMSE</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>召回率</translation>
    </message>
    <message>
        <source>Recall of {name}</source>
        <translation>{name} 的召回率</translation>
    </message>
    <message>
        <source>Shows every tenfold drop of the loss as the same distance. A loss of zero leaves a gap.</source>
        <translation>损失每降到十分之一，在图上就下降同样的距离。损失为零处留空。</translation>
    </message>
</context>
<context>
    <name>QFileDialog</name>
    <message>
        <source>&amp;Look in:</source>
        <translation>查找范围(&amp;L)：</translation>
    </message>
    <message>
        <source>Files of &amp;type:</source>
        <translation>文件类型(&amp;T)：</translation>
    </message>
</context>
<context>
    <name>QFileSystemModel</name>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
</context>
<context>
    <name>QuestionPanel</name>
    <message>
        <source>Answer</source>
        <translation>作答</translation>
    </message>
    <message>
        <source>Your answer</source>
        <translation>你的答案</translation>
    </message>
</context>
<context>
    <name>Range</name>
    <message>
        <source>a number above {low} and below {high}.</source>
        <translation>大于 {low} 且小于 {high} 的数。</translation>
    </message>
    <message>
        <source>a number above {low}, at most {high}.</source>
        <translation>大于 {low} 且不超过 {high} 的数。</translation>
    </message>
    <message>
        <source>a number above {low}.</source>
        <translation>大于 {low} 的数。</translation>
    </message>
    <message>
        <source>a number below {high}.</source>
        <translation>小于 {high} 的数。</translation>
    </message>
    <message>
        <source>a number from {low} to below {high}.</source>
        <translation>不小于 {low} 且小于 {high} 的数。</translation>
    </message>
    <message>
        <source>a number from {low} to {high}.</source>
        <translation>从 {low} 到 {high} 的数。</translation>
    </message>
    <message>
        <source>a number of at least {low}.</source>
        <translation>不小于 {low} 的数。</translation>
    </message>
    <message>
        <source>a number of at most {high}.</source>
        <translation>不超过 {high} 的数。</translation>
    </message>
    <message>
        <source>a whole number from {low} to {high}.</source>
        <translation>从 {low} 到 {high} 的整数。</translation>
    </message>
    <message>
        <source>a whole number.</source>
        <translation>整数。</translation>
    </message>
    <message>
        <source>any number.</source>
        <translation>任意的数。</translation>
    </message>
</context>
<context>
    <name>RatesField</name>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>all the same</source>
        <translation>全部相同</translation>
    </message>
</context>
<context>
    <name>ReachSwitch</name>
    <message>
        <source>All {count}</source>
        <translation>全部 {count} 个</translation>
    </message>
    <message>
        <source>All {count} runs</source>
        <translation>全部 {count} 个实验</translation>
    </message>
    <message>
        <source>Both runs</source>
        <translation>两个实验</translation>
    </message>
    <message>
        <source>Change &amp;all runs</source>
        <translation>修改全部实验(&amp;A)</translation>
    </message>
    <message>
        <source>One</source>
        <translation>一个</translation>
    </message>
    <message>
        <source>This run</source>
        <translation>仅此实验</translation>
    </message>
    <message>
        <source>What you set or drag changes all runs where they agree; where they differ, each keeps its own ({keys})</source>
        <translation>您设置或拖动的内容会改变全部实验中相同的部分；不同的部分各自保留（{keys}）</translation>
    </message>
    <message>
        <source>What you set or drag changes the selected run alone ({keys})</source>
        <translation>您设置或拖动的内容只改变所选实验（{keys}）</translation>
    </message>
    <message>
        <source>Which runs a change is for</source>
        <translation>修改作用于哪些实验</translation>
    </message>
</context>
<context>
    <name>ReadingOptions</name>
    <message>
        <source>&amp;Decimal mark</source>
        <translation>小数点(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Encoding</source>
        <translation>编码(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Rows used</source>
        <translation>使用的行(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Separator</source>
        <translation>分隔符(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Table</source>
        <translation>表格(&amp;T)</translation>
    </message>
    <message>
        <source>3 K is 3000, 3% is 0.03</source>
        <translation>3 K 即 3000，3% 即 0.03</translation>
    </message>
    <message>
        <source>300 K and 310 are one unit</source>
        <translation>300 K 与 310 单位相同</translation>
    </message>
    <message>
        <source>Chinese comma ，</source>
        <translation>中文逗号 ，</translation>
    </message>
    <message>
        <source>Chinese semicolon ；</source>
        <translation>中文分号 ；</translation>
    </message>
    <message>
        <source>Colon :</source>
        <translation>冒号 :</translation>
    </message>
    <message>
        <source>Comma ,</source>
        <translation>逗号 ,</translation>
    </message>
    <message>
        <source>Comma 1,5</source>
        <translation>逗号 1,5</translation>
    </message>
    <message>
        <source>How characters are stored. Choose another one where names look like nonsense.</source>
        <translation>字符的存储方式。名称显示为乱码时请换一种。</translation>
    </message>
    <message>
        <source>Lines above the table that are not part of it: a title, remarks</source>
        <translation>表格上方不属于数据的行：标题、说明</translation>
    </message>
    <message>
        <source>Numbers far from all others of their column, which stand for a missing one</source>
        <translation>远离本列其他数值、用来表示缺失的数</translation>
    </message>
    <message>
        <source>Numbers such as −999 are missing &amp;values</source>
        <translation>−999 之类的数表示缺失值(&amp;V)</translation>
    </message>
    <message>
        <source>Only some numbers of a column have a unit: whether all are meant so, or K is a thousand</source>
        <translation>一列中只有部分数带单位：是全都如此，还是 K 表示一千</translation>
    </message>
    <message>
        <source>Pipe |</source>
        <translation>竖线 |</translation>
    </message>
    <message>
        <source>Point 1.5</source>
        <translation>句点 1.5</translation>
    </message>
    <message>
        <source>Rows at the end that are not data: totals, means</source>
        <translation>末尾不是数据的行：总计、平均</translation>
    </message>
    <message>
        <source>Rows below the names that are not data: units, a second line of names</source>
        <translation>列名下方不是数据的行：单位、第二行列名</translation>
    </message>
    <message>
        <source>Semicolon ;</source>
        <translation>分号 ;</translation>
    </message>
    <message>
        <source>Skip &amp;at the end</source>
        <translation>跳过末尾(&amp;A)</translation>
    </message>
    <message>
        <source>Skip &amp;below names</source>
        <translation>跳过列名下的行(&amp;B)</translation>
    </message>
    <message>
        <source>Skip &amp;lines</source>
        <translation>跳过开头的行(&amp;L)</translation>
    </message>
    <message>
        <source>Spaces</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>制表符</translation>
    </message>
    <message>
        <source>The file has more than the {cells} cells or {rows} rows that can be used. The rows are drawn evenly from all parts of it, by a seed, or the first ones are taken.</source>
        <translation>文件超过了可用的 {cells} 个单元格或 {rows} 行。可以按种子从各部分均匀抽取若干行，也可以只取最前面的行。</translation>
    </message>
    <message>
        <source>The first row holds &amp;names</source>
        <translation>第一行是列名(&amp;N)</translation>
    </message>
    <message>
        <source>The mark before the decimals of a number</source>
        <translation>数字小数部分前面的符号</translation>
    </message>
    <message>
        <source>The ro&amp;ws are columns</source>
        <translation>每行是一列(&amp;W)</translation>
    </message>
    <message>
        <source>Units &amp;of some numbers</source>
        <translation>部分数的单位(&amp;O)</translation>
    </message>
    <message>
        <source>What separates the cells of a row</source>
        <translation>一行中两格之间的符号</translation>
    </message>
    <message>
        <source>Whether each row of the file is a series of values of one kind, and no example</source>
        <translation>文件的每一行是不是同一种量的一串数值，而不是一个样本</translation>
    </message>
    <message>
        <source>Whether the first row names the columns and is not data itself</source>
        <translation>第一行是列名，而不是数据</translation>
    </message>
    <message>
        <source>Which sheet, arrays or file is read: there are several tables in it</source>
        <translation>读取哪个工作表、哪些数组或哪个文件：其中有几个表格</translation>
    </message>
    <message>
        <source>drawn from all, seed {seed}</source>
        <translation>从全部中抽取，种子 {seed}</translation>
    </message>
    <message>
        <source>the first ones</source>
        <translation>最前面的</translation>
    </message>
    <message>
        <source>unclear: not used</source>
        <translation>不明：不使用</translation>
    </message>
</context>
<context>
    <name>RecentMenu</name>
    <message>
        <source>&amp;Clear this list</source>
        <translation>清空列表(&amp;C)</translation>
    </message>
    <message>
        <source>No recent files</source>
        <translation>没有最近的文件</translation>
    </message>
</context>
<context>
    <name>Recovery</name>
    <message>
        <source>What is on stage can’t be kept for the next start, so save it now and then. {reason}</source>
        <translation>画面上的内容无法为下次启动保留，请不时保存。{reason}</translation>
    </message>
</context>
<context>
    <name>Reference</name>
    <message>
        <source>Allowed: {values}.</source>
        <translation>可填：{values}。</translation>
    </message>
    <message>
        <source>Default: {value}.</source>
        <translation>默认值：{value}。</translation>
    </message>
    <message>
        <source>Has no parameters.</source>
        <translation>没有参数。</translation>
    </message>
    <message>
        <source>Path: {path}</source>
        <translation>路径：{path}</translation>
    </message>
    <message>
        <source>Scene</source>
        <translation>场景</translation>
    </message>
    <message>
        <source>What a file with the ending .gdviz holds, and the form shows. A path such as runs.0.schedule.decay_rate names a parameter in the file, and for --set on the command line; places in lists count from 0.</source>
        <translation>后缀为 .gdviz 的文件所保存、表单所显示的内容。runs.0.schedule.decay_rate 这样的路径指出文件中的一个参数，命令行的 --set 也用它；列表中的位置从 0 开始计数。</translation>
    </message>
    <message>
        <source>a list of at most {most}</source>
        <translation>最多 {most} 项的列表</translation>
    </message>
    <message>
        <source>a list of {fewest} to {most}</source>
        <translation>{fewest} 到 {most} 项的列表</translation>
    </message>
    <message>
        <source>gdviz: every parameter</source>
        <translation>gdviz：全部参数</translation>
    </message>
    <message>
        <source>text of at most {most} characters</source>
        <translation>最多 {most} 个字符的文本</translation>
    </message>
    <message>
        <source>the default</source>
        <translation>默认</translation>
    </message>
    <message>
        <source>{what}: {more}</source>
        <translation>{what}：{more}</translation>
    </message>
</context>
<context>
    <name>ReferenceDialog</name>
    <message>
        <source>All parameters</source>
        <translation>全部参数</translation>
    </message>
    <message>
        <source>Parts of a scene</source>
        <translation>场景的组成部分</translation>
    </message>
</context>
<context>
    <name>Relevance</name>
    <message>
        <source>Softmax needs classes to choose from, but the target of this data is a number.</source>
        <translation>softmax 要从类别中选择，但这份数据的目标是数值。</translation>
    </message>
    <message>
        <source>The test loss needs examples that are held back: set a test share.</source>
        <translation>测试损失需要留出的样本：请先设定测试比例。</translation>
    </message>
</context>
<context>
    <name>RowsForm</name>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Take this one out</source>
        <translation>去掉这一个</translation>
    </message>
    <message>
        <source>{what}: add one</source>
        <translation>{what}：添加一个</translation>
    </message>
    <message>
        <source>{what}: take this one out</source>
        <translation>{what}：去掉这一个</translation>
    </message>
</context>
<context>
    <name>RowsView</name>
    <message>
        <source>Add a row</source>
        <translation>添加一行</translation>
    </message>
    <message>
        <source>Add a row after the selected one</source>
        <translation>在所选行后面添加一行</translation>
    </message>
    <message>
        <source>Copy rows</source>
        <translation>复制行</translation>
    </message>
    <message>
        <source>Paste rows</source>
        <translation>粘贴行</translation>
    </message>
    <message>
        <source>Remove rows</source>
        <translation>删除行</translation>
    </message>
    <message>
        <source>Remove the selected rows</source>
        <translation>删除所选的行</translation>
    </message>
    <message>
        <source>Remove the selected rows (Delete)</source>
        <translation>删除所选的行（Delete）</translation>
    </message>
</context>
<context>
    <name>RunRow</name>
    <message>
        <source>Choose another color</source>
        <translation>换一种颜色</translation>
    </message>
    <message>
        <source>Hide this run (H)</source>
        <translation>隐藏这个实验（H）</translation>
    </message>
    <message>
        <source>Show this run (H)</source>
        <translation>显示这个实验（H）</translation>
    </message>
</context>
<context>
    <name>RunsModel</name>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>Running… {percent}%</source>
        <translation>运行中… {percent}%</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>已隐藏</translation>
    </message>
</context>
<context>
    <name>RunsPanel</name>
    <message>
        <source>Change the run’s color</source>
        <translation>修改实验的颜色</translation>
    </message>
    <message>
        <source>Close the panel</source>
        <translation>关闭面板</translation>
    </message>
    <message>
        <source>Close the panel (Esc)</source>
        <translation>关闭面板（Esc）</translation>
    </message>
    <message>
        <source>Color</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Delete run</source>
        <translation>删除实验</translation>
    </message>
    <message>
        <source>Delete the change</source>
        <translation>删除这个改变</translation>
    </message>
    <message>
        <source>Delete the change at this step</source>
        <translation>删除这一步的改变</translation>
    </message>
    <message>
        <source>Delete the change of the selected run at the playhead</source>
        <translation>删除所选实验在当前步的改变</translation>
    </message>
    <message>
        <source>Delete the selected run</source>
        <translation>删除所选实验</translation>
    </message>
    <message>
        <source>Duplicate run</source>
        <translation>复制实验</translation>
    </message>
    <message>
        <source>Duplicate the run and change the copy from the playhead on: two futures of one past</source>
        <translation>复制所选实验，从当前步起另行设置副本：同一个过去，两种未来</translation>
    </message>
    <message>
        <source>Duplicate the selected run</source>
        <translation>复制所选实验</translation>
    </message>
    <message>
        <source>Fork run</source>
        <translation>分叉实验</translation>
    </message>
    <message>
        <source>Fork run here</source>
        <translation>从这里分叉实验</translation>
    </message>
    <message>
        <source>Hide run</source>
        <translation>隐藏实验</translation>
    </message>
    <message>
        <source>Move run down</source>
        <translation>下移实验</translation>
    </message>
    <message>
        <source>Move run up</source>
        <translation>上移实验</translation>
    </message>
    <message>
        <source>Move the selected run down</source>
        <translation>把所选实验下移</translation>
    </message>
    <message>
        <source>Move the selected run up</source>
        <translation>把所选实验上移</translation>
    </message>
    <message>
        <source>Rename run</source>
        <translation>重命名实验</translation>
    </message>
    <message>
        <source>Rename the selected run</source>
        <translation>重命名所选实验</translation>
    </message>
    <message>
        <source>Reorder runs</source>
        <translation>调整实验的顺序</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>实验</translation>
    </message>
    <message>
        <source>Show or hide the selected run</source>
        <translation>显示或隐藏所选实验</translation>
    </message>
    <message>
        <source>Show run</source>
        <translation>显示实验</translation>
    </message>
    <message>
        <source>The last run can’t be deleted</source>
        <translation>最后一个实验不能删除</translation>
    </message>
    <message>
        <source>The scene</source>
        <translation>场景</translation>
    </message>
</context>
<context>
    <name>SavePlace</name>
    <message>
        <source>Overwrite</source>
        <translation>覆盖</translation>
    </message>
    <message>
        <source>Saved as “{file}”.</source>
        <translation>已保存为“{file}”。</translation>
    </message>
    <message>
        <source>The file exists</source>
        <translation>文件已存在</translation>
    </message>
    <message>
        <source>“{file}” already exists. Overwrite it?</source>
        <translation>“{file}”已经存在。要覆盖它吗？</translation>
    </message>
    <message>
        <source>“{file}” can’t be saved. {reason}</source>
        <translation>无法保存“{file}”。{reason}</translation>
    </message>
</context>
<context>
    <name>ScoreProgress</name>
    <message>
        <source>RMSE</source>
        <translation>RMSE</translation>
    </message>
    <message>
        <source>accuracy %</source>
        <translation>准确率 %</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>precision %</source>
        <translation>精确率 %</translation>
    </message>
    <message>
        <source>recall %</source>
        <translation>召回率 %</translation>
    </message>
    <message>
        <source>shadow</source>
        <translation>影子值</translation>
    </message>
    <message>
        <source>step</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>test set</source>
        <translation>测试集</translation>
    </message>
    <message>
        <source>training set</source>
        <translation>训练集</translation>
    </message>
</context>
<context>
    <name>Scrubber</name>
    <message>
        <source>Drag to any step; the lighter part is still being computed</source>
        <translation>拖到任意一步；颜色较浅的部分还在计算</translation>
    </message>
    <message>
        <source>Playhead</source>
        <translation>当前步</translation>
    </message>
    <message>
        <source>Step {step}</source>
        <translation>第 {step} 步</translation>
    </message>
</context>
<context>
    <name>Section</name>
    <message>
        <source>Apply all of “{title}” to all runs</source>
        <translation>把“{title}”的全部设置应用到所有实验</translation>
    </message>
    <message>
        <source>folded</source>
        <translation>已折叠</translation>
    </message>
    <message>
        <source>opened</source>
        <translation>已展开</translation>
    </message>
</context>
<context>
    <name>SettingBoxes</name>
    <message>
        <source>Horizontal setting</source>
        <translation>横轴参数</translation>
    </message>
    <message>
        <source>Vertical setting</source>
        <translation>纵轴参数</translation>
    </message>
    <message>
        <source>Which setting changes from bottom to top</source>
        <translation>从下到上变化的参数</translation>
    </message>
    <message>
        <source>Which setting changes from left to right</source>
        <translation>从左到右变化的参数</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>What you choose here can’t be kept for the next start. {reason}</source>
        <translation>您在这里所选的无法保存，下次启动时就没有了。{reason}</translation>
    </message>
</context>
<context>
    <name>SharpnessView</name>
    <message>
        <source>Computing the curvature…</source>
        <translation>正在计算曲率…</translation>
    </message>
    <message>
        <source>sharpness λ</source>
        <translation>锐度 λ</translation>
    </message>
    <message>
        <source>step</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>step {step}: the loss has no sharpness here</source>
        <translation>第 {step} 步：损失在这里没有锐度</translation>
    </message>
    <message>
        <source>step {step}: λ = {sharp}</source>
        <translation>第 {step} 步：λ = {sharp}</translation>
    </message>
    <message>
        <source>step {step}: λ = {sharp}, above {name} = {limit}</source>
        <translation>第 {step} 步：λ = {sharp}，高于 {name} = {limit}</translation>
    </message>
    <message>
        <source>step {step}: λ = {sharp}, as large as {name}</source>
        <translation>第 {step} 步：λ = {sharp}，恰与 {name} 一样大</translation>
    </message>
    <message>
        <source>step {step}: λ = {sharp}, below {name} = {limit}</source>
        <translation>第 {step} 步：λ = {sharp}，低于 {name} = {limit}</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Double-click</source>
        <translation>双击</translation>
    </message>
    <message>
        <source>Enlarge a view, and back</source>
        <translation>放大视图，再还原</translation>
    </message>
    <message>
        <source>Focus, plots and questions</source>
        <translation>焦点、图和问题</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
</context>
<context>
    <name>SpanSwitch</name>
    <message>
        <source>A setting that you change holds for the whole run ({keys})</source>
        <translation>所改的设置对整个实验生效（{keys}）</translation>
    </message>
    <message>
        <source>A setting that you change holds from the step at the playhead on; what was before stays ({keys})</source>
        <translation>所改的设置从当前步起生效；之前的保持不变（{keys}）</translation>
    </message>
    <message>
        <source>From step {step} on</source>
        <translation>从第 {step} 步起</translation>
    </message>
    <message>
        <source>Set from &amp;this step on</source>
        <translation>从这一步起设置(&amp;T)</translation>
    </message>
    <message>
        <source>What a setting is changed for</source>
        <translation>设置对哪一段生效</translation>
    </message>
    <message>
        <source>Whole run</source>
        <translation>整个实验</translation>
    </message>
</context>
<context>
    <name>SpeedChoice</name>
    <message>
        <source>As fast as possible</source>
        <translation>尽可能快</translation>
    </message>
    <message>
        <source>Speed in steps per second</source>
        <translation>速度，单位：步/秒</translation>
    </message>
    <message>
        <source>Steps per second, from 0.5 to 1000; ∞ is as fast as possible. Up and down change it.</source>
        <translation>每秒的步数，从 0.5 到 1000；∞ 表示尽可能快。用上下方向键调整。</translation>
    </message>
    <message>
        <source>Type a number from 0.5 to 1000, or ∞ for as fast as possible.</source>
        <translation>请输入 0.5 到 1000 的数；输入 ∞ 表示尽可能快。</translation>
    </message>
    <message>
        <source>Usual speeds</source>
        <translation>常用速度</translation>
    </message>
    <message>
        <source>steps/s</source>
        <translation>步/秒</translation>
    </message>
    <message>
        <source>{speed} step per second</source>
        <translation>每秒 {speed} 步</translation>
    </message>
    <message>
        <source>{speed} steps per second</source>
        <translation>每秒 {speed} 步</translation>
    </message>
</context>
<context>
    <name>StackField</name>
    <message>
        <source>{title}, {name}</source>
        <translation>{title}，{name}</translation>
    </message>
</context>
<context>
    <name>Stage</name>
    <message>
        <source>Hide “{view}”</source>
        <translation>隐藏“{view}”</translation>
    </message>
    <message>
        <source>Move “{view}”</source>
        <translation>移动“{view}”</translation>
    </message>
    <message>
        <source>Reset axes</source>
        <translation>恢复坐标轴</translation>
    </message>
    <message>
        <source>Reset the layout</source>
        <translation>恢复布局</translation>
    </message>
    <message>
        <source>Resize the views</source>
        <translation>调整视图大小</translation>
    </message>
    <message>
        <source>Show “{view}”</source>
        <translation>显示“{view}”</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>画面</translation>
    </message>
</context>
<context>
    <name>StageForms</name>
    <message>
        <source>Axes</source>
        <translation>坐标轴</translation>
    </message>
    <message>
        <source>Frees</source>
        <translation>可调</translation>
    </message>
    <message>
        <source>Hides parts</source>
        <translation>隐藏部分</translation>
    </message>
    <message>
        <source>Plays</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Recalls</source>
        <translation>回顾</translation>
    </message>
    <message>
        <source>Relies on</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>Rings</source>
        <translation>圈出</translation>
    </message>
    <message>
        <source>a control</source>
        <translation>控件</translation>
    </message>
</context>
<context>
    <name>StartField</name>
    <message>
        <source>Begin again where the seed says</source>
        <translation>重新从种子决定的起点开始</translation>
    </message>
    <message>
        <source>Draw again</source>
        <translation>重新抽取</translation>
    </message>
    <message>
        <source>Drawn from the seed {seed}</source>
        <translation>由种子 {seed} 抽取</translation>
    </message>
    <message>
        <source>The start can be dragged on the plot of the loss, too.</source>
        <translation>起点也可以直接在损失图上拖动。</translation>
    </message>
    <message>
        <source>Type a number, such as 5, −0.25 or 1e-3.</source>
        <translation>请输入数字，例如 5、−0.25 或 1e-3。</translation>
    </message>
    <message>
        <source>drawn from the seed</source>
        <translation>由种子抽取</translation>
    </message>
    <message>
        <source>{count} numbers of its own</source>
        <translation>自定的 {count} 个数</translation>
    </message>
    <message>
        <source>{count} numbers, drawn from the seed {seed}</source>
        <translation>由种子 {seed} 抽取的 {count} 个数</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Compute the stopped run again from its start</source>
        <translation>把停下的实验从头再算一遍</translation>
    </message>
    <message>
        <source>End the computation here; the steps so far are kept</source>
        <translation>到此停止计算；已算出的步都保留</translation>
    </message>
    <message>
        <source>End the export; there will be no file</source>
        <translation>结束导出，不留下文件</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>Run again</source>
        <translation>重新运行</translation>
    </message>
    <message>
        <source>Running… {percent}%</source>
        <translation>运行中… {percent}%</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stop writing</source>
        <translation>停止写入</translation>
    </message>
    <message>
        <source>Writing “{file}”… {percent}%</source>
        <translation>正在写入“{file}”… {percent}%</translation>
    </message>
</context>
<context>
    <name>TableField</name>
    <message>
        <source>At least one row must stay.</source>
        <translation>至少要留一行。</translation>
    </message>
    <message>
        <source>Type a whole number, such as 100.</source>
        <translation>请输入整数，例如 100。</translation>
    </message>
    <message>
        <source>Type numbers, such as 0.1 or 1e-4; a pasted row needs one for each column.</source>
        <translation>请输入数字，例如 0.1 或 1e-4；粘贴的每一行要给每一列一个数。</translation>
    </message>
</context>
<context>
    <name>TableView</name>
    <message>
        <source>Copies the selected rows, or the one at the playhead, for a spreadsheet (Ctrl+C).</source>
        <translation>复制所选的行或当前步所在的行，可粘贴到电子表格（Ctrl+C）。</translation>
    </message>
    <message>
        <source>Copy rows</source>
        <translation>复制行</translation>
    </message>
    <message>
        <source>Every step's numbers</source>
        <translation>每一步的数字</translation>
    </message>
    <message>
        <source>Gives every parameter of the model a column, and its gradient and its shadow.</source>
        <translation>模型的每个参数都占一列，连同它的梯度和影子值。</translation>
    </message>
    <message>
        <source>Show every parameter</source>
        <translation>显示所有参数</translation>
    </message>
    <message>
        <source>The columns of {count} parameters are folded away: see this view's menu.</source>
        <translation>{count} 个参数的列已收起：见这个视图的菜单。</translation>
    </message>
    <message>
        <source>The first {copied} of {wanted} rows were copied. Export the data to have them all.</source>
        <translation>复制了 {wanted} 行中的前 {copied} 行。要全部数据请导出。</translation>
    </message>
    <message>
        <source>The run whose numbers are shown</source>
        <translation>显示哪个实验的数字</translation>
    </message>
    <message>
        <source>The table ends at step {step}; all rows are in the exported data.</source>
        <translation>表格到第 {step} 步为止；导出的数据包含所有行。</translation>
    </message>
</context>
<context>
    <name>ThisStepView</name>
    <message>
        <source>Choose the parameter</source>
        <translation>选择参数</translation>
    </message>
    <message>
        <source>Step {step} → {next}</source>
        <translation>第 {step} 步 → 第 {next} 步</translation>
    </message>
    <message>
        <source>The arithmetic of the step at the playhead. Select the text to copy it.</source>
        <translation>当前这一步的算式。选中文字即可复制。</translation>
    </message>
    <message>
        <source>The end: step {step}</source>
        <translation>终点：第 {step} 步</translation>
    </message>
    <message>
        <source>The start: step 0 → 1</source>
        <translation>起点：第 0 步 → 第 1 步</translation>
    </message>
    <message>
        <source>all {examples} examples</source>
        <translation>全部 {examples} 个样本</translation>
    </message>
    <message>
        <source>batch {number} of {count}: example {first}</source>
        <translation>第 {number} 批（共 {count} 批）：样本 {first}</translation>
    </message>
    <message>
        <source>batch {number} of {count}: examples {first}–{last}</source>
        <translation>第 {number} 批（共 {count} 批）：样本 {first}–{last}</translation>
    </message>
    <message>
        <source>batch {number} of {count}: {size} examples, shuffled</source>
        <translation>第 {number} 批（共 {count} 批）：{size} 个样本，已打乱</translation>
    </message>
    <message>
        <source>computing the optimizer's state… {share}%</source>
        <translation>正在计算优化器的状态… {share}%</translation>
    </message>
    <message>
        <source>data gradient</source>
        <translation>数据梯度</translation>
    </message>
    <message>
        <source>decay, next step</source>
        <translation>衰减（下一步）</translation>
    </message>
    <message>
        <source>example</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>example {number}</source>
        <translation>样本 {number}</translation>
    </message>
    <message>
        <source>examples {first}–{last} of {examples}</source>
        <translation>样本 {first}–{last}（共 {examples} 个）</translation>
    </message>
    <message>
        <source>global_step {count}</source>
        <translation>global_step {count}</translation>
    </message>
    <message>
        <source>gradient</source>
        <translation>梯度</translation>
    </message>
    <message>
        <source>in the data's units</source>
        <translation>按数据的单位</translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>loss of the batch {loss}</source>
        <translation>这一批的损失 {loss}</translation>
    </message>
    <message>
        <source>loss {loss}</source>
        <translation>损失 {loss}</translation>
    </message>
    <message>
        <source>optimizer</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>penalty's gradient</source>
        <translation>正则项的梯度</translation>
    </message>
    <message>
        <source>shadow</source>
        <translation>影子值</translation>
    </message>
    <message>
        <source>standardized input</source>
        <translation>标准化的输入</translation>
    </message>
    <message>
        <source>standardized target</source>
        <translation>标准化后的目标</translation>
    </message>
    <message>
        <source>total gradient</source>
        <translation>总梯度</translation>
    </message>
    <message>
        <source>update</source>
        <translation>更新</translation>
    </message>
    <message>
        <source>value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>{run} – {step}</source>
        <translation>{run} – {step}</translation>
    </message>
    <message>
        <source>{size} examples drawn at random</source>
        <translation>随机抽取 {size} 个样本</translation>
    </message>
</context>
<context>
    <name>TileFrame</name>
    <message>
        <source>Back to all views</source>
        <translation>回到所有视图</translation>
    </message>
    <message>
        <source>Back to all views (Esc, or double-click)</source>
        <translation>回到所有视图（Esc 或双击）</translation>
    </message>
    <message>
        <source>Drag this into another program: a picture of the view</source>
        <translation>拖到别的程序里：得到这个视图的图片</translation>
    </message>
    <message>
        <source>Enlarge</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Enlarge to the full stage (or double-click the view)</source>
        <translation>放大到整个画面（也可双击视图）</translation>
    </message>
    <message>
        <source>Enlarge “{view}”</source>
        <translation>放大“{view}”</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>隐藏</translation>
    </message>
    <message>
        <source>Menu of this view</source>
        <translation>这个视图的菜单</translation>
    </message>
    <message>
        <source>Menu of “{view}”</source>
        <translation>“{view}”的菜单</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Move left</source>
        <translation>左移</translation>
    </message>
    <message>
        <source>Move right</source>
        <translation>右移</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Reset axes</source>
        <translation>恢复坐标轴</translation>
    </message>
    <message>
        <source>Reset axes: they were moved or zoomed by hand</source>
        <translation>恢复坐标轴：它们被拖动或缩放过</translation>
    </message>
    <message>
        <source>Reset the axes of “{view}”</source>
        <translation>恢复“{view}”的坐标轴</translation>
    </message>
</context>
<context>
    <name>TimePlot</name>
    <message>
        <source>step</source>
        <translation>步数</translation>
    </message>
</context>
<context>
    <name>ToolChoice</name>
    <message>
        <source>A click adds a point; a drag moves the axes</source>
        <translation>单击添加一个点；拖动移动坐标轴</translation>
    </message>
    <message>
        <source>Brush</source>
        <translation>画笔</translation>
    </message>
    <message>
        <source>Dragging adds points along the way; with Shift it always does</source>
        <translation>拖动时沿途添加点；按住 Shift 时总是如此</translation>
    </message>
    <message>
        <source>Dragging around points (always possible with Ctrl) selects them, to be moved or deleted together; a click selects one more</source>
        <translation>拖动圈住的点会被选中，可以一起移动或删除；按住 Ctrl 拖动也一样。单击再选一个</translation>
    </message>
    <message>
        <source>Lasso</source>
        <translation>套索</translation>
    </message>
    <message>
        <source>One by one</source>
        <translation>逐个</translation>
    </message>
    <message>
        <source>Points by hand</source>
        <translation>用手画点</translation>
    </message>
</context>
<context>
    <name>TransportBar</name>
    <message>
        <source>Loop</source>
        <translation>循环</translation>
    </message>
    <message>
        <source>One step back, ten with Shift</source>
        <translation>后退一步，按住 Shift 后退十步</translation>
    </message>
    <message>
        <source>One step forward, ten with Shift</source>
        <translation>前进一步，按住 Shift 前进十步</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Play; at the end, from the start</source>
        <translation>播放；到终点后从头开始</translation>
    </message>
    <message>
        <source>Playback</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Start again at the end</source>
        <translation>到结尾后从头再来</translation>
    </message>
    <message>
        <source>Step back</source>
        <translation>后退一步</translation>
    </message>
    <message>
        <source>Step forward</source>
        <translation>前进一步</translation>
    </message>
    <message>
        <source>Ten steps back</source>
        <translation>后退十步</translation>
    </message>
    <message>
        <source>Ten steps forward</source>
        <translation>前进十步</translation>
    </message>
    <message>
        <source>To the end</source>
        <translation>到终点</translation>
    </message>
    <message>
        <source>To the last step</source>
        <translation>到最后一步</translation>
    </message>
    <message>
        <source>To the start</source>
        <translation>到起点</translation>
    </message>
</context>
<context>
    <name>Turning</name>
    <message>
        <source>Down</source>
        <translation>向下</translation>
    </message>
    <message>
        <source>To the left</source>
        <translation>向左</translation>
    </message>
    <message>
        <source>To the right</source>
        <translation>向右</translation>
    </message>
    <message>
        <source>Turn the surface</source>
        <translation>旋转曲面</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>向上</translation>
    </message>
</context>
<context>
    <name>UnfinishedBox</name>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>If gdviz closes now, the file is not written.</source>
        <translation>如果现在退出 gdviz，就不会有这个文件。</translation>
    </message>
    <message>
        <source>Quit without it</source>
        <translation>放弃并退出</translation>
    </message>
</context>
<context>
    <name>UserDataDialog</name>
    <message>
        <source>&amp;Use this data</source>
        <translation>使用这份数据(&amp;U)</translation>
    </message>
    <message>
        <source>A number</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Add an input</source>
        <translation>添加一个输入</translation>
    </message>
    <message>
        <source>At least one row must stay.</source>
        <translation>至少要留一行。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>类别数</translation>
    </message>
    <message>
        <source>Classes need 2 to {most} different numbers in the column of the target.</source>
        <translation>作为类别，目标列要有 2 到 {most} 个不同的数。</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>样本数</translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Names of the classes</source>
        <translation>类别的名称</translation>
    </message>
    <message>
        <source>Names of the inputs</source>
        <translation>输入的名称</translation>
    </message>
    <message>
        <source>Remove the last input</source>
        <translation>去掉最后一个输入</translation>
    </message>
    <message>
        <source>Row {number} of what was copied does not fit {count} cells: “{text}”.</source>
        <translation>复制内容的第 {number} 行与 {count} 格不符：“{text}”。</translation>
    </message>
    <message>
        <source>Select the rows to remove.</source>
        <translation>请选择要删除的行。</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>The names of the classes, with commas between them</source>
        <translation>类别的名称，用逗号隔开</translation>
    </message>
    <message>
        <source>The names of the inputs, with commas between them</source>
        <translation>输入的名称，用逗号隔开</translation>
    </message>
    <message>
        <source>There can be at most {most} rows.</source>
        <translation>最多只能有 {most} 行。</translation>
    </message>
    <message>
        <source>Type {count} names with commas between them.</source>
        <translation>请输入 {count} 个名称，用逗号隔开。</translation>
    </message>
    <message>
        <source>Type {fewest} to {most} different names with commas between them.</source>
        <translation>请输入 {fewest} 到 {most} 个不同的名称，用逗号隔开。</translation>
    </message>
    <message>
        <source>What is learned</source>
        <translation>学什么</translation>
    </message>
    <message>
        <source>Your own data</source>
        <translation>自己的数据</translation>
    </message>
    <message>
        <source>pasted table</source>
        <translation>粘贴的表格</translation>
    </message>
    <message>
        <source>“{text}” is neither a number nor one of the classes {classes}.</source>
        <translation>“{text}”既不是数字，也不是类别 {classes} 之一。</translation>
    </message>
    <message>
        <source>“{text}” is not a number.</source>
        <translation>“{text}”不是数字。</translation>
    </message>
</context>
<context>
    <name>UserDataField</name>
    <message>
        <source>Classes: {names}.</source>
        <translation>类别：{names}。</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>编辑…</translation>
    </message>
    <message>
        <source>Import a file…</source>
        <translation>导入文件…</translation>
    </message>
    <message>
        <source>Inputs: {names}.</source>
        <translation>输入：{names}。</translation>
    </message>
    <message>
        <source>See and change every row</source>
        <translation>查看并修改每一行</translation>
    </message>
    <message>
        <source>Take the data from a file (Ctrl+I)</source>
        <translation>从文件读取数据（Ctrl+I）</translation>
    </message>
    <message>
        <source>{rows}, {inputs}, a number as the target</source>
        <translation>{rows}，{inputs}，目标是数值</translation>
    </message>
    <message>
        <source>{rows}, {inputs}, {count} classes</source>
        <translation>{rows}，{inputs}，{count} 个类别</translation>
    </message>
</context>
<context>
    <name>ViewRoom</name>
    <message>
        <source>This window is too small for the view. Make it larger, or the type smaller (Ctrl+−).</source>
        <translation>窗口太小，放不下这个视图。请放大窗口，或缩小字号（Ctrl+−）。</translation>
    </message>
</context>
<context>
    <name>ViewTabs</name>
    <message>
        <source>Bring onto the stage</source>
        <translation>放到画面上</translation>
    </message>
    <message>
        <source>Bring “{view}” onto the stage</source>
        <translation>把“{view}”放到画面上</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>隐藏</translation>
    </message>
    <message>
        <source>More views</source>
        <translation>更多视图</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>“{view}” is on the stage; a click keeps it there when another view comes</source>
        <translation>“{view}”正在画面上；单击它，换上别的视图时它会留下</translation>
    </message>
</context>
<context>
    <name>WeightEntry</name>
    <message>
        <source>{name}: Enter makes it the start of the run</source>
        <translation>{name}：按回车作为实验的起点</translation>
    </message>
</context>
<context>
    <name>WeightsPanel</name>
    <message>
        <source>shadow: {near}</source>
        <translation>影子值：{near}</translation>
    </message>
    <message>
        <source>{count} weights from {low} to {high}</source>
        <translation>从 {low} 到 {high} 的权重有 {count} 个</translation>
    </message>
    <message>
        <source>{drawn} are drawn</source>
        <translation>画出 {drawn} 个</translation>
    </message>
    <message>
        <source>{name} = {value} at step {step}</source>
        <translation>第 {step} 步 {name} = {value}</translation>
    </message>
    <message>
        <source>{near} of {count} weights within {limit} of zero</source>
        <translation>{count} 个权重中有 {near} 个与零相差不到 {limit}</translation>
    </message>
    <message>
        <source>{text}, shadow {value}</source>
        <translation>{text}，影子值 {value}</translation>
    </message>
</context>
<context>
    <name>WeightsView</name>
    <message>
        <source>shadow</source>
        <translation>影子值</translation>
    </message>
    <message>
        <source>value</source>
        <translation>值</translation>
    </message>
</context>
<context>
    <name>WindowFollower</name>
    <message>
        <source>{document}[*] – gdviz</source>
        <translation>{document}[*] – gdviz</translation>
    </message>
</context>
<context>
    <name>change</name>
    <message>
        <source>From step {step}: {changes}</source>
        <translation>从第 {step} 步起：{changes}</translation>
    </message>
    <message>
        <source>changed at step {step}</source>
        <translation>在第 {step} 步改变</translation>
    </message>
    <message>
        <source>changed at steps {steps}</source>
        <translation>在第 {steps} 步改变</translation>
    </message>
    <message>
        <source>{name} {value} (before: {before})</source>
        <translation>{name} {value}（此前：{before}）</translation>
    </message>
    <message>
        <source>{value}, which has gathered nothing yet (before: {before})</source>
        <translation>{value}，尚未累积任何内容（此前：{before}）</translation>
    </message>
</context>
<context>
    <name>colors</name>
    <message>
        <source>Black</source>
        <translation>黑色</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>蓝色</translation>
    </message>
    <message>
        <source>Brown</source>
        <translation>棕色</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>绿色</translation>
    </message>
    <message>
        <source>Olive</source>
        <translation>橄榄色</translation>
    </message>
    <message>
        <source>Orange</source>
        <translation>橙色</translation>
    </message>
    <message>
        <source>Pink</source>
        <translation>粉色</translation>
    </message>
    <message>
        <source>Sky blue</source>
        <translation>天蓝色</translation>
    </message>
    <message>
        <source>Teal</source>
        <translation>蓝绿色</translation>
    </message>
    <message>
        <source>Vermilion</source>
        <translation>朱红色</translation>
    </message>
    <message>
        <source>White</source>
        <translation>白色</translation>
    </message>
</context>
<context>
    <name>columns</name>
    <message>
        <source>How many examples have been processed.</source>
        <translation>已处理的样本数。</translation>
    </message>
    <message>
        <source>How many updates have been done. Row 0 is the start.</source>
        <translation>已做的更新次数。第 0 行是起点。</translation>
    </message>
    <message>
        <source>How often all examples have been seen.</source>
        <translation>全部样本已看过的轮数。</translation>
    </message>
    <message>
        <source>Loss and penalty on this row's batch.</source>
        <translation>这一行的批上的损失加正则项。</translation>
    </message>
    <message>
        <source>Loss and penalty over all training data, at some rows.</source>
        <translation>全部训练数据上的损失加正则项，只在部分行有值。</translation>
    </message>
    <message>
        <source>Loss and penalty over the test data, at some rows.</source>
        <translation>测试数据上的损失加正则项，只在部分行有值。</translation>
    </message>
    <message>
        <source>Of the examples of class 1, the share that the model takes for it.</source>
        <translation>类别 1 的样本中，被模型判为类别 1 的比例。</translation>
    </message>
    <message>
        <source>Of the examples that the model takes for class 1, the share that belong to it.</source>
        <translation>被模型判为类别 1 的样本中，确实属于类别 1 的比例。</translation>
    </message>
    <message>
        <source>The counter that the schedule and num_updates look at.</source>
        <translation>学习率调度和 num_updates 读取的计数器。</translation>
    </message>
    <message>
        <source>The decay of the moving average at this row's global_step: that of the step to this row.</source>
        <translation>滑动平均在这一行的 global_step 处的衰减：到这一行的那一步所用。</translation>
    </message>
    <message>
        <source>The length of the gradient on this row's batch.</source>
        <translation>这一行的批上梯度的长度。</translation>
    </message>
    <message>
        <source>The loss at this row's parameters.</source>
        <translation>这一行参数处的损失。</translation>
    </message>
    <message>
        <source>The loss on this row's batch, without the penalty.</source>
        <translation>这一行的批上的损失，不含正则项。</translation>
    </message>
    <message>
        <source>The loss over all training data, at some rows.</source>
        <translation>全部训练数据上的损失，只在部分行有值。</translation>
    </message>
    <message>
        <source>The loss over the test data, at some rows.</source>
        <translation>测试数据上的损失，只在部分行有值。</translation>
    </message>
    <message>
        <source>The moving average of {name}.</source>
        <translation>{name} 的滑动平均。</translation>
    </message>
    <message>
        <source>The parameter {name}.</source>
        <translation>参数 {name}。</translation>
    </message>
    <message>
        <source>The root of the mean squared error, in the target's own unit.</source>
        <translation>均方误差的平方根，单位与目标值相同。</translation>
    </message>
    <message>
        <source>The schedule's rate at this row's global_step: that of the step from this row.</source>
        <translation>调度在这一行的 global_step 处给出的学习率：从这一行出发的那一步所用。</translation>
    </message>
    <message>
        <source>The share of test examples that are classified correctly.</source>
        <translation>测试样本中分类正确的比例。</translation>
    </message>
    <message>
        <source>The share of the target's variance that the model explains: 1 at best, 0 for its mean.</source>
        <translation>模型所解释的目标值方差的比例：最好为 1，只给出均值时为 0。</translation>
    </message>
    <message>
        <source>The share of training examples that are classified correctly.</source>
        <translation>训练样本中分类正确的比例。</translation>
    </message>
    <message>
        <source>The slope of the loss in the direction of {name}.</source>
        <translation>损失在 {name} 方向上的斜率。</translation>
    </message>
    <message>
        <source>What the weights cost at this row (regularization).</source>
        <translation>这一行权重付出的代价（正则化）。</translation>
    </message>
    <message>
        <source>data loss</source>
        <translation>数据损失</translation>
    </message>
    <message>
        <source>decay, last step</source>
        <translation>衰减（刚完成的一步）</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>examples</source>
        <translation>样本数</translation>
    </message>
    <message>
        <source>gradient's length</source>
        <translation>梯度的长度</translation>
    </message>
    <message>
        <source>learning rate, next step</source>
        <translation>学习率（下一步）</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>penalty</source>
        <translation>正则项</translation>
    </message>
    <message>
        <source>shadow of {name}</source>
        <translation>{name} 的影子值</translation>
    </message>
    <message>
        <source>step</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>test RMSE</source>
        <translation>测试 RMSE</translation>
    </message>
    <message>
        <source>test R²</source>
        <translation>测试 R²</translation>
    </message>
    <message>
        <source>test accuracy</source>
        <translation>测试准确率</translation>
    </message>
    <message>
        <source>test loss</source>
        <translation>测试损失</translation>
    </message>
    <message>
        <source>test loss + penalty</source>
        <translation>测试损失 + 正则项</translation>
    </message>
    <message>
        <source>test precision</source>
        <translation>测试精确率</translation>
    </message>
    <message>
        <source>test recall</source>
        <translation>测试召回率</translation>
    </message>
    <message>
        <source>training RMSE</source>
        <translation>训练 RMSE</translation>
    </message>
    <message>
        <source>training R²</source>
        <translation>训练 R²</translation>
    </message>
    <message>
        <source>training accuracy</source>
        <translation>训练准确率</translation>
    </message>
    <message>
        <source>training data loss</source>
        <translation>训练数据损失</translation>
    </message>
    <message>
        <source>training loss</source>
        <translation>训练损失</translation>
    </message>
    <message>
        <source>training precision</source>
        <translation>训练精确率</translation>
    </message>
    <message>
        <source>training recall</source>
        <translation>训练召回率</translation>
    </message>
</context>
<context>
    <name>declared</name>
    <message>
        <source>(w + 1)²</source>
        <translation>(w + 1)²</translation>
    </message>
    <message>
        <source>3-D surface</source>
        <translation>三维曲面</translation>
    </message>
    <message>
        <source>A column of the recording, such as w or train_accuracy, or a sum of columns, such as w1+w2.</source>
        <translation>记录里的一列，例如 w 或 train_accuracy，也可以是几列之和，例如 w1+w2。</translation>
    </message>
    <message>
        <source>A part of this array or table was not printed: “...” stands for it. Print the whole, or save it as a file.</source>
        <translation>这个数组或表格有一部分没有打印出来，用“...”代替。请打印全部，或保存为文件。</translation>
    </message>
    <message>
        <source>A scene may have at most {limit} runs.</source>
        <translation>一个场景最多有 {limit} 个实验。</translation>
    </message>
    <message>
        <source>A small number that keeps the division from exploding. Larger damps the steps where gradients are small; smaller lets them grow.</source>
        <translation>防止除数接近零的小常数。越大，梯度小的地方步子越受抑制；越小，步子越放得开。</translation>
    </message>
    <message>
        <source>A sum needs its ends as numbers, such as Σ_(i=1)^3 (w − i)².</source>
        <translation>求和的上下限要写成数，例如 Σ_(i=1)^3 (w − i)²。</translation>
    </message>
    <message>
        <source>Above 1 the model is also given all products of inputs up to this degree. Larger lets it bend more, and overfit.</source>
        <translation>大于 1 时，模型还得到输入之间不超过这一次数的所有乘积。越大，模型越能弯曲，也越容易过拟合。</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Accuracy first</source>
        <translation>先看准确率</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>激活函数</translation>
    </message>
    <message>
        <source>Activation of each layer</source>
        <translation>每层的激活函数</translation>
    </message>
    <message>
        <source>Adadelta</source>
        <translation>Adadelta</translation>
    </message>
    <message>
        <source>Adagrad</source>
        <translation>Adagrad</translation>
    </message>
    <message>
        <source>Adam</source>
        <translation>Adam</translation>
    </message>
    <message>
        <source>AdamW</source>
        <translation>AdamW</translation>
    </message>
    <message>
        <source>Advance global_step</source>
        <translation>推进 global_step</translation>
    </message>
    <message>
        <source>After</source>
        <translation>几次之后</translation>
    </message>
    <message>
        <source>After all steps</source>
        <translation>走完全部步数</translation>
    </message>
    <message>
        <source>After how many steps the decay has been applied once. Larger decays later and more slowly. In a training job: samples / batch size, so that the rate falls once an epoch.</source>
        <translation>每隔多少步完成一次衰减。越大，衰减得越晚越慢。实际训练中取 样本数 / 批大小，使学习率每轮下降一次。</translation>
    </message>
    <message>
        <source>After how many tries.</source>
        <translation>试了几次之后。</translation>
    </message>
    <message>
        <source>After {text} its argument was expected, such as {example}.</source>
        <translation>{text} 后面应有自变量，例如 {example}。</translation>
    </message>
    <message>
        <source>All weights</source>
        <translation>全部权重</translation>
    </message>
    <message>
        <source>An activation for each hidden layer, the first layer first. Left empty, all have the same.</source>
        <translation>每个隐藏层的激活函数，从第一层开始。留空时各层相同。</translation>
    </message>
    <message>
        <source>Angle</source>
        <translation>角度</translation>
    </message>
    <message>
        <source>Apart from the target, column {column}, no column holds numbers or just a few different texts.</source>
        <translation>除目标列 {column} 外，没有一列是数值，也没有一列只含几种文字。</translation>
    </message>
    <message>
        <source>Apart from the target, column {column}, there are only dates or times of which day and month, or the unit, can’t be told: give the table a column that counts the days, or the years.</source>
        <translation>除目标列 {column} 外只有日期或时间，而且分不清日与月或其单位：请在表中加一列天数或年数。</translation>
    </message>
    <message>
        <source>Arms</source>
        <translation>旋臂数</translation>
    </message>
    <message>
        <source>As its file has it.</source>
        <translation>与文件中所写的一样。</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>提问</translation>
    </message>
    <message>
        <source>At a tolerance</source>
        <translation>达到容差时</translation>
    </message>
    <message>
        <source>At how many steps per second it plays; 0 leaves it to the user.</source>
        <translation>播放时每秒走几步；0 表示由使用者决定。</translation>
    </message>
    <message>
        <source>At random</source>
        <translation>随机抽取</translation>
    </message>
    <message>
        <source>At which row it begins.</source>
        <translation>从第几行开始。</translation>
    </message>
    <message>
        <source>At which row it stops.</source>
        <translation>到第几行停下。</translation>
    </message>
    <message>
        <source>Axes</source>
        <translation>坐标轴</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>Batch's loss</source>
        <translation>批的损失</translation>
    </message>
    <message>
        <source>Beale's function</source>
        <translation>Beale 函数</translation>
    </message>
    <message>
        <source>Beats</source>
        <translation>环节</translation>
    </message>
    <message>
        <source>Before “=” only the name of the loss was expected, such as loss, or f(w), not “{text}”.</source>
        <translation>“=”前面只能是损失的名称，例如 loss 或 f(w)，“{text}”不是。</translation>
    </message>
    <message>
        <source>Beta 1</source>
        <translation>β₁</translation>
    </message>
    <message>
        <source>Beta 2</source>
        <translation>β₂</translation>
    </message>
    <message>
        <source>Bias</source>
        <translation>偏置</translation>
    </message>
    <message>
        <source>Boundaries</source>
        <translation>分界点</translation>
    </message>
    <message>
        <source>Boundary of</source>
        <translation>画谁的边界</translation>
    </message>
    <message>
        <source>By epoch</source>
        <translation>按轮</translation>
    </message>
    <message>
        <source>By how much the axes are turned, counterclockwise. At 0 each parameter has an axis of its own; else the parameters depend on each other.</source>
        <translation>坐标轴逆时针旋转的角度。为 0 时每个参数各占一轴；否则参数相互牵连。</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>途中改变</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>中文</translation>
    </message>
    <message>
        <source>Choose at least one column as an input.</source>
        <translation>请至少选一列作为输入。</translation>
    </message>
    <message>
        <source>Claims</source>
        <translation>断言</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>类别数</translation>
    </message>
    <message>
        <source>Clipped cross-entropy</source>
        <translation>截断的交叉熵</translation>
    </message>
    <message>
        <source>Clusters</source>
        <translation>点簇</translation>
    </message>
    <message>
        <source>Color</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Colors each place by the class that the model decides for, without shades.</source>
        <translation>每处只按模型判定的类别着色，不分深浅。</translation>
    </message>
    <message>
        <source>Colors tell</source>
        <translation>颜色表示</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Column {column} can't be an input and the target at once.</source>
        <translation>列 {column} 不能既是输入又是目标。</translation>
    </message>
    <message>
        <source>Column {column} has no values at all.</source>
        <translation>列 {column} 没有任何值。</translation>
    </message>
    <message>
        <source>Column {column} has only one class, “{name}”: at least two are needed to tell apart.</source>
        <translation>列 {column} 只有一个类别“{name}”：至少要有两个才能区分。</translation>
    </message>
    <message>
        <source>Column {column} has only the class “{name}” once rows with missing values are left out: at least two are needed to tell apart.</source>
        <translation>去掉有缺失值的行之后，列 {column} 只剩下类别“{name}”：至少要有两个才能区分。</translation>
    </message>
    <message>
        <source>Column {column} has {count} different values, but there may be at most {limit} classes.</source>
        <translation>列 {column} 有 {count} 种不同的值，但类别最多 {limit} 个。</translation>
    </message>
    <message>
        <source>Column {column} holds text, such as “{cell}” in line {line}: that can be a class, but not a number.</source>
        <translation>列 {column} 含有文本（如第 {line} 行的“{cell}”）：可以作类别，但不能作数值。</translation>
    </message>
    <message>
        <source>Column {column} holds {count} different texts, such as “{cell}” in line {line}: at most {limit} can be told apart by inputs of 0 and 1.</source>
        <translation>列 {column} 有 {count} 种不同的文字，例如第 {line} 行的“{cell}”：最多 {limit} 种可以变成 0/1 输入。</translation>
    </message>
    <message>
        <source>Constant</source>
        <translation>常数</translation>
    </message>
    <message>
        <source>Cosine decay</source>
        <translation>余弦衰减</translation>
    </message>
    <message>
        <source>Cosine decay with restarts</source>
        <translation>带重启的余弦衰减</translation>
    </message>
    <message>
        <source>Cost of too much and too little</source>
        <translation>多与少的代价</translation>
    </message>
    <message>
        <source>Counts epochs instead of steps on the axis of the progress.</source>
        <translation>学习进程的横轴按轮而不是按步计。</translation>
    </message>
    <message>
        <source>Counts global_step up at every update. Left at 0, the schedule never moves.</source>
        <translation>每次更新都让 global_step 加一。如果一直停在 0，学习率就永远不变。</translation>
    </message>
    <message>
        <source>Curvature</source>
        <translation>曲率</translation>
    </message>
    <message>
        <source>Curvature along x</source>
        <translation>x 方向的曲率</translation>
    </message>
    <message>
        <source>Curvature along y</source>
        <translation>y 方向的曲率</translation>
    </message>
    <message>
        <source>Curvature ratio</source>
        <translation>曲率比</translation>
    </message>
    <message>
        <source>Cycle</source>
        <translation>循环</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Data points</source>
        <translation>数据点</translation>
    </message>
    <message>
        <source>Data seed</source>
        <translation>数据种子</translation>
    </message>
    <message>
        <source>Debias</source>
        <translation>去偏</translation>
    </message>
    <message>
        <source>Decay</source>
        <translation>衰减</translation>
    </message>
    <message>
        <source>Decay rate</source>
        <translation>衰减率</translation>
    </message>
    <message>
        <source>Decay steps</source>
        <translation>衰减步数</translation>
    </message>
    <message>
        <source>Decision boundary</source>
        <translation>决策边界</translation>
    </message>
    <message>
        <source>Delta</source>
        <translation>Delta</translation>
    </message>
    <message>
        <source>Disc</source>
        <translation>圆盘</translation>
    </message>
    <message>
        <source>Disc in a ring</source>
        <translation>环中的圆盘</translation>
    </message>
    <message>
        <source>Discrete output</source>
        <translation>离散输出</translation>
    </message>
    <message>
        <source>Double well</source>
        <translation>双阱</translation>
    </message>
    <message>
        <source>Draws how far each example is from what the model says.</source>
        <translation>画出每个样本与模型输出的差距。</translation>
    </message>
    <message>
        <source>Draws how the gradients of the batches scatter where the selected run is, as an ellipse of one standard deviation.</source>
        <translation>把各批的梯度在所选实验处的分散画成一倍标准差的椭圆。</translation>
    </message>
    <message>
        <source>Draws the loss of two parameters as a surface that turns, not as a plane.</source>
        <translation>把两个参数的损失画成可旋转的曲面，而不是平面。</translation>
    </message>
    <message>
        <source>Draws the loss on a logarithmic axis.</source>
        <translation>用对数轴画损失。</translation>
    </message>
    <message>
        <source>Draws the loss on the step's own batch beside the whole data's.</source>
        <translation>在全部数据的损失旁边画出这一步的批的损失。</translation>
    </message>
    <message>
        <source>Draws the parabola that touches the loss of one parameter at the ball, and how far a step may reach on it.</source>
        <translation>画出在小球处贴合单参数损失的抛物线，以及一步最远能走多远。</translation>
    </message>
    <message>
        <source>Draws the points that are held back for the test, too.</source>
        <translation>也画出留作测试的点。</translation>
    </message>
    <message>
        <source>Draws what the step of the selected run adds up, one arrow behind the other, and how far it reaches along each axis.</source>
        <translation>画出所选实验这一步由哪些部分相加而成，箭头首尾相接，以及它沿各轴能走多远。</translation>
    </message>
    <message>
        <source>ELU</source>
        <translation>ELU</translation>
    </message>
    <message>
        <source>Each line begins with a dash and a blank: it may be the mark of a list or a minus. Remove the dashes, or the blanks behind them.</source>
        <translation>每行都以一个短横和一个空格开头：可能是列表符号，也可能是负号。请删去短横，或删去它后面的空格。</translation>
    </message>
    <message>
        <source>Early, on the test loss</source>
        <translation>按测试损失提前停止</translation>
    </message>
    <message>
        <source>End</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>End fraction</source>
        <translation>最终比例</translation>
    </message>
    <message>
        <source>End learning rate</source>
        <translation>最终学习率</translation>
    </message>
    <message>
        <source>English</source>
        <translation>英文</translation>
    </message>
    <message>
        <source>Epsilon</source>
        <translation>ε</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>样本数</translation>
    </message>
    <message>
        <source>Examples and batches</source>
        <translation>样本与批</translation>
    </message>
    <message>
        <source>Exclusive or</source>
        <translation>异或</translation>
    </message>
    <message>
        <source>Expect</source>
        <translation>应当成立</translation>
    </message>
    <message>
        <source>Experiment</source>
        <translation>实验</translation>
    </message>
    <message>
        <source>Exponential decay</source>
        <translation>指数衰减</translation>
    </message>
    <message>
        <source>Fair comparison</source>
        <translation>公平比较</translation>
    </message>
    <message>
        <source>Feature</source>
        <translation>特征</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>特征</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>拟合</translation>
    </message>
    <message>
        <source>Five features</source>
        <translation>五个特征</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>画法</translation>
    </message>
    <message>
        <source>Formula</source>
        <translation>公式</translation>
    </message>
    <message>
        <source>Four quarters</source>
        <translation>四个象限</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>可动的控件</translation>
    </message>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source>From where to where; null fits what is drawn.</source>
        <translation>从哪里到哪里；null 表示自动适应所画的内容。</translation>
    </message>
    <message>
        <source>From where to where; null leaves it.</source>
        <translation>从哪里到哪里；null 表示不变。</translation>
    </message>
    <message>
        <source>Glorot</source>
        <translation>Glorot</translation>
    </message>
    <message>
        <source>Goal</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Gradient descent</source>
        <translation>梯度下降</translation>
    </message>
    <message>
        <source>Greater than</source>
        <translation>大于</translation>
    </message>
    <message>
        <source>Half mean squared error</source>
        <translation>均方误差的一半</translation>
    </message>
    <message>
        <source>He</source>
        <translation>He</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>高度</translation>
    </message>
    <message>
        <source>Held inputs</source>
        <translation>固定的输入</translation>
    </message>
    <message>
        <source>Hidden layers</source>
        <translation>隐藏层</translation>
    </message>
    <message>
        <source>Hidden units</source>
        <translation>隐藏神经元</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>隐藏</translation>
    </message>
    <message>
        <source>Himmelblau's four valleys</source>
        <translation>Himmelblau 四谷函数</translation>
    </message>
    <message>
        <source>Hints</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Horizontal</source>
        <translation>水平方向</translation>
    </message>
    <message>
        <source>Horizontal range</source>
        <translation>横轴范围</translation>
    </message>
    <message>
        <source>Horizontal setting</source>
        <translation>横轴参数</translation>
    </message>
    <message>
        <source>How all weights are drawn: as lines, a histogram or bars by size.</source>
        <translation>全部权重的画法：曲线、直方图，或按大小排列的条形。</translation>
    </message>
    <message>
        <source>How far chance moves an example before it gets its label. Larger makes the task harder.</source>
        <translation>样本在得到标签之前被随机移动多远。越大，任务越难。</translation>
    </message>
    <message>
        <source>How far each step goes along the negative gradient. Larger learns faster, but past 2/L (L: the largest curvature) the steps overshoot and diverge; smaller is safe and slow.</source>
        <translation>每一步沿负梯度方向走多远。越大，学得越快，但超过 2/L（L 为最大曲率）就会冲过头而发散；越小越稳，也越慢。</translation>
    </message>
    <message>
        <source>How far from it the number may be.</source>
        <translation>这个数最多可以差多少。</translation>
    </message>
    <message>
        <source>How far from the number an answer may be.</source>
        <translation>答案最多可以差多少。</translation>
    </message>
    <message>
        <source>How far from the target the loss turns from squared to straight. Larger is more like the squared error, smaller is less sensitive to outliers.</source>
        <translation>离目标多远时损失由平方变为直线。越大越像平方误差，越小对离群点越不敏感。</translation>
    </message>
    <message>
        <source>How far the examples scatter. Larger makes the task harder and tempts the model to overfit.</source>
        <translation>样本的分散程度。越大任务越难，也越容易让模型过拟合。</translation>
    </message>
    <message>
        <source>How far the model's output is from the target.</source>
        <translation>模型的输出离目标有多远。</translation>
    </message>
    <message>
        <source>How far the surface is turned, in degrees.</source>
        <translation>曲面转过的角度（度）。</translation>
    </message>
    <message>
        <source>How far the surface turns from the first step to the last, in degrees.</source>
        <translation>从第一步到最后一步曲面转过的角度（度）。</translation>
    </message>
    <message>
        <source>How fast the rate falls. Larger decays faster; 0 does not decay.</source>
        <translation>学习率下降的快慢。越大衰减越快；0 表示不衰减。</translation>
    </message>
    <message>
        <source>How high each restart begins, as a part of the one before. Smaller restarts more gently.</source>
        <translation>每次重启的起始高度，是前一次的几分之几。越小重启越平缓。</translation>
    </message>
    <message>
        <source>How high the ripples on the bowl are. Larger makes more and deeper traps; 0 leaves a smooth bowl.</source>
        <translation>碗上波纹的高度。越大陷阱越多越深；0 就是光滑的碗。</translation>
    </message>
    <message>
        <source>How large the inner circle is compared with the outer one. Nearer to 1 is harder.</source>
        <translation>内圆相对外圆的大小。越接近 1 越难区分。</translation>
    </message>
    <message>
        <source>How long gradients are remembered. Larger smooths the direction and rolls on longer; 0 takes each gradient alone.</source>
        <translation>对梯度记忆多久。越大方向越平滑、惯性越长；0 表示只看当前梯度。</translation>
    </message>
    <message>
        <source>How long it takes in class.</source>
        <translation>课堂上需要多长时间。</translation>
    </message>
    <message>
        <source>How long squared gradients are remembered. Larger averages over more steps and adapts slowly; smaller follows the latest gradients.</source>
        <translation>对梯度平方记忆多久。越大，平均的步数越多、适应越慢；越小越紧跟最近的梯度。</translation>
    </message>
    <message>
        <source>How long squared gradients are remembered. Larger keeps the step size steady; smaller adapts it quickly.</source>
        <translation>对梯度平方记忆多久。越大步长越稳定；越小步长调整得越快。</translation>
    </message>
    <message>
        <source>How long the axes take to get there.</source>
        <translation>坐标轴用多长时间移到那里。</translation>
    </message>
    <message>
        <source>How many clusters, and so classes, there are.</source>
        <translation>有几个点簇，也就是几个类别。</translation>
    </message>
    <message>
        <source>How many examples a step takes; 0 takes them all. Larger makes the gradient steadier and gives fewer steps an epoch; smaller makes it jitter.</source>
        <translation>每一步用多少样本；0 表示全部。越大梯度越稳、每轮的步数越少；越小梯度越抖动。</translation>
    </message>
    <message>
        <source>How many examples an epoch has. Larger makes an epoch longer; only the counters show it.</source>
        <translation>一轮有多少样本。越大一轮越长；只影响计数。</translation>
    </message>
    <message>
        <source>How many examples there are. More make the gradient steadier and an epoch longer.</source>
        <translation>共有多少样本。越多梯度越稳，一轮也越长。</translation>
    </message>
    <message>
        <source>How many spirals, and so classes, there are.</source>
        <translation>有几条螺旋，也就是几个类别。</translation>
    </message>
    <message>
        <source>How many times more the ravine bends across than along. Larger makes descent along it slower, while the limit on the learning rate stays.</source>
        <translation>峡谷横向比纵向弯曲多少倍。越大，沿谷底下降越慢，而学习率的界限不变。</translation>
    </message>
    <message>
        <source>How many updates the run makes. Larger runs longer. Values set by hand have their own number.</source>
        <translation>实验做多少次更新。越大实验越长。手工设定的值有自己的个数。</translation>
    </message>
    <message>
        <source>How much each weight costs by its size. Larger drives more weights to exactly zero; 0 charges nothing.</source>
        <translation>每个权重按绝对值付出的代价。越大，越多的权重正好变为零；0 表示没有代价。</translation>
    </message>
    <message>
        <source>How much each weight costs by its square. Larger shrinks the weights and smooths the boundary; 0 charges nothing.</source>
        <translation>每个权重按平方付出的代价。越大权重越小、边界越平滑；0 表示没有代价。</translation>
    </message>
    <message>
        <source>How much longer each period is than the one before. Larger restarts more and more rarely.</source>
        <translation>每个周期是前一个的多少倍。越大，重启越来越稀疏。</translation>
    </message>
    <message>
        <source>How much of the old shadow is kept at each step. Larger is smoother and lags more; 0 copies the value.</source>
        <translation>每一步保留多少旧的影子值。越大越平滑、越滞后；0 就是照抄当前值。</translation>
    </message>
    <message>
        <source>How much the right valley is lifted. Larger makes the left one lower, negative the right one; 0 makes them equal.</source>
        <translation>右谷抬高多少。越大左谷越低，负数则右谷更低；0 表示一样深。</translation>
    </message>
    <message>
        <source>How narrow the valley is. Larger makes its walls steeper and the flat parts flatter.</source>
        <translation>山谷有多窄。越大谷壁越陡、平处越平。</translation>
    </message>
    <message>
        <source>How often each spiral winds round. More is harder.</source>
        <translation>每条螺旋绕几圈。越多越难。</translation>
    </message>
    <message>
        <source>How steep the true line is.</source>
        <translation>真实直线的斜率。</translation>
    </message>
    <message>
        <source>How steeply the surface is looked at, in degrees; 90 is from above.</source>
        <translation>俯视曲面的角度（度）；90 为正上方。</translation>
    </message>
    <message>
        <source>How strongly the bowl bends along its first axis. Larger is steeper and tolerates only smaller learning rates (2/L is the limit, L the larger of the two).</source>
        <translation>碗在第一个轴上弯曲的程度。越大越陡，只能用更小的学习率（界限是 2/L，L 为两者中较大的）。</translation>
    </message>
    <message>
        <source>How strongly the bowl bends along its second axis. The more the two differ, the narrower the bowl and the harder the descent.</source>
        <translation>碗在第二个轴上弯曲的程度。两者相差越大，碗越窄，下降越难。</translation>
    </message>
    <message>
        <source>How strongly the parabola bends: its second derivative L. Larger is steeper and tolerates only smaller learning rates (2/L is the limit).</source>
        <translation>抛物线弯曲的程度，即二阶导数 L。越大越陡，只能用更小的学习率（界限是 2/L）。</translation>
    </message>
    <message>
        <source>How the learning rate changes from step to step.</source>
        <translation>学习率怎样一步步变化。</translation>
    </message>
    <message>
        <source>How the run ends.</source>
        <translation>实验如何结束。</translation>
    </message>
    <message>
        <source>How the weights begin.</source>
        <translation>权重怎样初始化。</translation>
    </message>
    <message>
        <source>Huber loss</source>
        <translation>Huber 损失</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>标识</translation>
    </message>
    <message>
        <source>In order</source>
        <translation>按顺序</translation>
    </message>
    <message>
        <source>Initial accumulator</source>
        <translation>初始累积值</translation>
    </message>
    <message>
        <source>Initial bias</source>
        <translation>初始偏置</translation>
    </message>
    <message>
        <source>Initial weights</source>
        <translation>初始权重</translation>
    </message>
    <message>
        <source>Inner radius</source>
        <translation>内圆半径</translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Inside the step</source>
        <translation>一步的组成</translation>
    </message>
    <message>
        <source>Intercept</source>
        <translation>截距</translation>
    </message>
    <message>
        <source>Inverse time decay</source>
        <translation>逆时间衰减</translation>
    </message>
    <message>
        <source>Is</source>
        <translation>等于</translation>
    </message>
    <message>
        <source>It can't be written there: permission is denied.</source>
        <translation>无法写到那里：没有权限。</translation>
    </message>
    <message>
        <source>It can't be written: {reason}.</source>
        <translation>无法写入：{reason}。</translation>
    </message>
    <message>
        <source>It is reached when all hold.</source>
        <translation>全部成立就算达到目标。</translation>
    </message>
    <message>
        <source>Its final loss</source>
        <translation>最终损失</translation>
    </message>
    <message>
        <source>Its share of the row.</source>
        <translation>在这一行中所占的份额。</translation>
    </message>
    <message>
        <source>Its share of the stage.</source>
        <translation>在画面中所占的份额。</translation>
    </message>
    <message>
        <source>L1</source>
        <translation>L1</translation>
    </message>
    <message>
        <source>L1 and L2</source>
        <translation>L1 和 L2</translation>
    </message>
    <message>
        <source>L1 scale</source>
        <translation>L1 系数</translation>
    </message>
    <message>
        <source>L2</source>
        <translation>L2</translation>
    </message>
    <message>
        <source>L2 scale</source>
        <translation>L2 系数</translation>
    </message>
    <message>
        <source>Leaky ReLU</source>
        <translation>Leaky ReLU</translation>
    </message>
    <message>
        <source>Learning from data</source>
        <translation>从数据学习</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Less than</source>
        <translation>小于</translation>
    </message>
    <message>
        <source>Lesson</source>
        <translation>课</translation>
    </message>
    <message>
        <source>Lets the rate fall in steps: the exponent is rounded down, so the rate is constant for decay-steps steps and then drops. It does not switch the decay off.</source>
        <translation>让学习率阶梯式下降：指数向下取整，学习率在“衰减步数”内保持不变，然后降一级。它并不会关掉衰减。</translation>
    </message>
    <message>
        <source>Line with noise</source>
        <translation>带噪声的直线</translation>
    </message>
    <message>
        <source>Line {line} does not fit {encoding}: the file is damaged, or in another encoding.</source>
        <translation>第 {line} 行不符合 {encoding} 编码：文件已损坏，或用的是别的编码。</translation>
    </message>
    <message>
        <source>Line {line} has {count} cells, but there are only {width} columns.</source>
        <translation>第 {line} 行有 {count} 格，但只有 {width} 列。</translation>
    </message>
    <message>
        <source>Line {line}, column {column}: a colon should stand here.</source>
        <translation>第 {line} 行第 {column} 列：这里应该是冒号。</translation>
    </message>
    <message>
        <source>Line {line}, column {column}: a comma or a closing bracket should stand here.</source>
        <translation>第 {line} 行第 {column} 列：这里应该是逗号或右括号。</translation>
    </message>
    <message>
        <source>Line {line}, column {column}: a key in double quotes should stand here.</source>
        <translation>第 {line} 行第 {column} 列：这里应该是用双引号括起的键。</translation>
    </message>
    <message>
        <source>Line {line}, column {column}: a text may not hold a line break.</source>
        <translation>第 {line} 行第 {column} 列：文本里不能换行。</translation>
    </message>
    <message>
        <source>Line {line}, column {column}: a value should stand here, such as 0.1, true or "text".</source>
        <translation>第 {line} 行第 {column} 列：这里应该是一个值，例如 0.1、true 或 "text"。</translation>
    </message>
    <message>
        <source>Line {line}, column {column}: the document is over, but more follows.</source>
        <translation>第 {line} 行第 {column} 列：文档到此结束，但后面还有内容。</translation>
    </message>
    <message>
        <source>Line {line}, column {column}: this backslash sequence is not known to JSON.</source>
        <translation>第 {line} 行第 {column} 列：JSON 中没有这种反斜杠写法。</translation>
    </message>
    <message>
        <source>Line {line}, column {column}: this is not JSON.</source>
        <translation>第 {line} 行第 {column} 列：这不是 JSON。</translation>
    </message>
    <message>
        <source>Line {line}, column {column}: “{cell}” is infinite, but only finite numbers can be used.</source>
        <translation>第 {line} 行，列 {column}：“{cell}”是无穷大，只能用有限的数。</translation>
    </message>
    <message>
        <source>Line {line}, column {column}: “{cell}” is infinite, but only finite numbers can be used; it is the first of {count} such cells there.</source>
        <translation>第 {line} 行，列 {column}：“{cell}”是无穷大，只能用有限的数；这样的格共有 {count} 个，这是第一个。</translation>
    </message>
    <message>
        <source>Line {line}, column {column}: “{cell}” is not a number.</source>
        <translation>第 {line} 行，列 {column}：“{cell}”不是数字。</translation>
    </message>
    <message>
        <source>Line {line}, column {column}: “{cell}” is not a number; it is the first of {count} such cells there.</source>
        <translation>第 {line} 行，列 {column}：“{cell}”不是数字；这样的格共有 {count} 个，这是第一个。</translation>
    </message>
    <message>
        <source>Line {line}, column {column}: “{cell}”, but not all numbers there have this unit: give all the same, or say what the units mean when you import the file.</source>
        <translation>第 {line} 行，第 {column} 列：“{cell}”，但该列并非所有数都带这个单位：请统一单位，或在导入文件时说明单位的含义。</translation>
    </message>
    <message>
        <source>Line {line}: a cell has more than {limit} characters; probably a quotation mark is not closed.</source>
        <translation>第 {line} 行：有一格超过 {limit} 个字符；可能是引号没有闭合。</translation>
    </message>
    <message>
        <source>Line {line}: a quotation mark is opened but never closed.</source>
        <translation>第 {line} 行：引号打开后没有闭合。</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>线性</translation>
    </message>
    <message>
        <source>Local parabola</source>
        <translation>局部抛物线</translation>
    </message>
    <message>
        <source>Logarithmic</source>
        <translation>对数</translation>
    </message>
    <message>
        <source>Looks ahead: the step also counts the movement that the momentum is about to make, which damps the oscillation.</source>
        <translation>向前看一步：把动量即将造成的移动也算进来，从而抑制振荡。</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Loss against step</source>
        <translation>损失随步数的变化</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>地图</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>圈出</translation>
    </message>
    <message>
        <source>Mean absolute error</source>
        <translation>平均绝对误差</translation>
    </message>
    <message>
        <source>Mean squared error</source>
        <translation>均方误差</translation>
    </message>
    <message>
        <source>Milliseconds</source>
        <translation>毫秒</translation>
    </message>
    <message>
        <source>Minimum</source>
        <translation>最低点</translation>
    </message>
    <message>
        <source>Minimum, x</source>
        <translation>最低点的 x</translation>
    </message>
    <message>
        <source>Minimum, y</source>
        <translation>最低点的 y</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>动量</translation>
    </message>
    <message>
        <source>Moving average</source>
        <translation>滑动平均</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Natural exponential decay</source>
        <translation>自然指数衰减</translation>
    </message>
    <message>
        <source>Nesterov</source>
        <translation>Nesterov</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>No row is left: a value is missing in each of them.</source>
        <translation>一行也不剩：每一行都有缺失值。</translation>
    </message>
    <message>
        <source>No solutions</source>
        <translation>不是解</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>噪声</translation>
    </message>
    <message>
        <source>Noise of the gradient</source>
        <translation>梯度的噪声</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>正态分布</translation>
    </message>
    <message>
        <source>Not installed</source>
        <translation>未安装</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>讲解</translation>
    </message>
    <message>
        <source>One parameter</source>
        <translation>一个参数</translation>
    </message>
    <message>
        <source>Only one “=” can stand in a formula, after the name of the loss: f(w) = …</source>
        <translation>公式里只能有一个“=”，写在损失的名称之后：f(w) = …</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>顺序</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Parabola</source>
        <translation>抛物线</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>部分</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>路径</translation>
    </message>
    <message>
        <source>Paths as of --set and their values; runs.*.steps is that of every run.</source>
        <translation>与 --set 相同的路径及其值；runs.*.steps 指每个实验的步数。</translation>
    </message>
    <message>
        <source>Patience</source>
        <translation>耐心步数</translation>
    </message>
    <message>
        <source>Peak factor</source>
        <translation>峰值系数</translation>
    </message>
    <message>
        <source>Penalty</source>
        <translation>正则项</translation>
    </message>
    <message>
        <source>Period factor</source>
        <translation>周期系数</translation>
    </message>
    <message>
        <source>Piecewise constant</source>
        <translation>分段常数</translation>
    </message>
    <message>
        <source>Plane</source>
        <translation>平面</translation>
    </message>
    <message>
        <source>Plateau</source>
        <translation>平台</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Polynomial decay</source>
        <translation>多项式衰减</translation>
    </message>
    <message>
        <source>Polynomial degree</source>
        <translation>多项式次数</translation>
    </message>
    <message>
        <source>Power</source>
        <translation>幂次</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精度</translation>
    </message>
    <message>
        <source>Principal directions</source>
        <translation>主方向</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>学习进程</translation>
    </message>
    <message>
        <source>Quadratic bowl</source>
        <translation>二次碗</translation>
    </message>
    <message>
        <source>RMSE</source>
        <translation>RMSE</translation>
    </message>
    <message>
        <source>RMSProp</source>
        <translation>RMSProp</translation>
    </message>
    <message>
        <source>Raises the rate from 0 in a straight line over so many steps before the schedule begins. Larger starts more gently; 0 has no warm-up.</source>
        <translation>调度开始之前，先用这么多步让学习率从 0 直线上升。越大起步越平缓；0 表示不预热。</translation>
    </message>
    <message>
        <source>Rastrigin's function</source>
        <translation>Rastrigin 函数</translation>
    </message>
    <message>
        <source>Rastrigin, one parameter</source>
        <translation>Rastrigin 函数，一个参数</translation>
    </message>
    <message>
        <source>Rate factor</source>
        <translation>学习率系数</translation>
    </message>
    <message>
        <source>Rate of each layer</source>
        <translation>各层的学习率</translation>
    </message>
    <message>
        <source>Rates</source>
        <translation>各层学习率</translation>
    </message>
    <message>
        <source>Ravine</source>
        <translation>峡谷</translation>
    </message>
    <message>
        <source>ReLU</source>
        <translation>ReLU</translation>
    </message>
    <message>
        <source>Reach</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>Read more</source>
        <translation>展开阅读</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>回顾</translation>
    </message>
    <message>
        <source>Residuals</source>
        <translation>残差</translation>
    </message>
    <message>
        <source>Ripple height</source>
        <translation>波纹高度</translation>
    </message>
    <message>
        <source>Rosenbrock's valley</source>
        <translation>Rosenbrock 山谷</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>实验</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>实验</translation>
    </message>
    <message>
        <source>R²</source>
        <translation>R²</translation>
    </message>
    <message>
        <source>Saddle</source>
        <translation>鞍面</translation>
    </message>
    <message>
        <source>Say</source>
        <translation>讲述</translation>
    </message>
    <message>
        <source>Say where this value holds, or write “otherwise”: {{w², w &gt; 0; −w, otherwise}}.</source>
        <translation>这个值后面要写它在何处成立，或写“其他”：{{w², w &gt; 0; −w, 其他}}。</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Seen from</source>
        <translation>俯视角</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Settings that do not reach it.</source>
        <translation>达不到目标的设置。</translation>
    </message>
    <message>
        <source>Settings that reach it.</source>
        <translation>能达到目标的设置。</translation>
    </message>
    <message>
        <source>Sharpness</source>
        <translation>锐度</translation>
    </message>
    <message>
        <source>Shifts and scales a target that is a number to mean 0 and standard deviation 1, measured on the training data; the loss is then of these. What is predicted is shown in the data's own units.</source>
        <translation>把数值目标平移、缩放成均值 0、标准差 1（按训练数据计算）；损失按标准化后的值计算，预测仍以数据自己的单位显示。</translation>
    </message>
    <message>
        <source>Shifts and scales each input, or each feature of them, to mean 0 and standard deviation 1, measured on the training data.</source>
        <translation>把每个输入（或由输入得到的每个特征）平移、缩放到均值为 0、标准差为 1，均值和标准差按训练数据计算。</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Shuffled</source>
        <translation>打乱</translation>
    </message>
    <message>
        <source>Sigmoid</source>
        <translation>Sigmoid</translation>
    </message>
    <message>
        <source>Sigmoid cross-entropy</source>
        <translation>Sigmoid 交叉熵</translation>
    </message>
    <message>
        <source>Sine</source>
        <translation>正弦</translation>
    </message>
    <message>
        <source>Six hills and hollows</source>
        <translation>六个峰谷</translation>
    </message>
    <message>
        <source>Slope</source>
        <translation>斜率</translation>
    </message>
    <message>
        <source>Softmax</source>
        <translation>Softmax</translation>
    </message>
    <message>
        <source>Softmax cross-entropy</source>
        <translation>Softmax 交叉熵</translation>
    </message>
    <message>
        <source>Softplus</source>
        <translation>Softplus</translation>
    </message>
    <message>
        <source>Solutions</source>
        <translation>解</translation>
    </message>
    <message>
        <source>Solved</source>
        <translation>达成</translation>
    </message>
    <message>
        <source>Something is missing after “{text}”.</source>
        <translation>“{text}”后面少了内容。</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Spirals</source>
        <translation>螺旋</translation>
    </message>
    <message>
        <source>Spread</source>
        <translation>分散程度</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>画面</translation>
    </message>
    <message>
        <source>Staircase</source>
        <translation>阶梯衰减</translation>
    </message>
    <message>
        <source>Standardize inputs</source>
        <translation>输入标准化</translation>
    </message>
    <message>
        <source>Standardize target</source>
        <translation>目标标准化</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>起点</translation>
    </message>
    <message>
        <source>Starts again past the end, each time with a longer decay, instead of staying at the end rate.</source>
        <translation>到达终点后重新开始，每次的衰减期更长，而不是停在最终学习率。</translation>
    </message>
    <message>
        <source>Steepness</source>
        <translation>陡峭程度</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Steps per second.</source>
        <translation>每秒几步。</translation>
    </message>
    <message>
        <source>Swish</source>
        <translation>Swish</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Tanh</source>
        <translation>Tanh</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Targets</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Teacher</source>
        <translation>教师</translation>
    </message>
    <message>
        <source>Test points</source>
        <translation>测试点</translation>
    </message>
    <message>
        <source>Test share</source>
        <translation>测试比例</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>The LaTeX command “{text}” is not known: write the formula without it.</source>
        <translation>不认识 LaTeX 命令“{text}”：请写不含它的公式。</translation>
    </message>
    <message>
        <source>The answer is right where all of these hold.</source>
        <translation>这些断言全部成立时，这个答案就是对的。</translation>
    </message>
    <message>
        <source>The answer.</source>
        <translation>答案。</translation>
    </message>
    <message>
        <source>The answers to choose from.</source>
        <translation>可选的答案。</translation>
    </message>
    <message>
        <source>The array holds objects of Python, neither numbers nor texts.</source>
        <translation>这个数组里是 Python 对象，不是数或文本。</translation>
    </message>
    <message>
        <source>The array {name} ({shape}) seems to hold {count} images. Make them smaller, to at most {limit} numbers each, and save each as a row: images.reshape({count}, -1).</source>
        <translation>数组 {name}（{shape}）看来是 {count} 幅图像。请先把它们缩小到每幅最多 {limit} 个数，再把每幅存为一行：images.reshape({count}, -1)。</translation>
    </message>
    <message>
        <source>The beats whose predictions are shown again.</source>
        <translation>再次显示哪些环节的预测。</translation>
    </message>
    <message>
        <source>The bracket “{text}” is never closed.</source>
        <translation>括号“{text}”没有闭合。</translation>
    </message>
    <message>
        <source>The bracket “{text}” was never opened.</source>
        <translation>括号“{text}”没有对应的左括号。</translation>
    </message>
    <message>
        <source>The brackets are nested too deeply here; at most {most} levels can be used.</source>
        <translation>这里的括号嵌套太深；最多 {most} 层。</translation>
    </message>
    <message>
        <source>The built-in lesson that the scene comes from.</source>
        <translation>场景来自哪一节内置的课。</translation>
    </message>
    <message>
        <source>The cost of each unit above the target. Larger makes the model predict less.</source>
        <translation>比目标每多一个单位的代价。越大，模型预测得越少。</translation>
    </message>
    <message>
        <source>The cost of each unit below the target. Larger makes the model predict more.</source>
        <translation>比目标每少一个单位的代价。越大，模型预测得越多。</translation>
    </message>
    <message>
        <source>The examples: the inputs of each.</source>
        <translation>样本：每个样本的输入。</translation>
    </message>
    <message>
        <source>The factor of the rate every decay-steps steps. Nearer to 1 decays more slowly; smaller decays faster.</source>
        <translation>每隔“衰减步数”步，学习率乘以这个数。越接近 1 衰减越慢；越小衰减越快。</translation>
    </message>
    <message>
        <source>The file can't be read: permission is denied.</source>
        <translation>无法读取文件：没有权限。</translation>
    </message>
    <message>
        <source>The file can't be read: {reason}.</source>
        <translation>无法读取文件：{reason}。</translation>
    </message>
    <message>
        <source>The file does not exist.</source>
        <translation>文件不存在。</translation>
    </message>
    <message>
        <source>The file ends too early, at line {line}, column {column}: it seems to have been cut off.</source>
        <translation>文件在第 {line} 行第 {column} 列过早结束：好像被截断了。</translation>
    </message>
    <message>
        <source>The file has a row of names, but no rows of data below it.</source>
        <translation>文件有一行列名，但下面没有数据行。</translation>
    </message>
    <message>
        <source>The file has more columns than the {limit} that can be read.</source>
        <translation>文件的列数超过了能读取的 {limit} 列。</translation>
    </message>
    <message>
        <source>The file has {size} MB, but at most {limit} MB can be read.</source>
        <translation>文件有 {size} MB，但最多能读取 {limit} MB。</translation>
    </message>
    <message>
        <source>The file holds no table of numbers or texts, but {shape} ({dtype}).</source>
        <translation>文件里没有数字或文字的表格，而是 {shape}（{dtype}）。</translation>
    </message>
    <message>
        <source>The file in which it was kept is damaged.</source>
        <translation>保留它的文件已损坏。</translation>
    </message>
    <message>
        <source>The file is damaged: it ends too early, or was changed.</source>
        <translation>文件已损坏：不完整，或被改动过。</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>文件是空的。</translation>
    </message>
    <message>
        <source>The file is larger than {limit} MB, so it is not a gdviz document.</source>
        <translation>文件超过 {limit} MB，不是 gdviz 文档。</translation>
    </message>
    <message>
        <source>The file is nested too deeply to be a gdviz document.</source>
        <translation>文件嵌套太深，不是 gdviz 文档。</translation>
    </message>
    <message>
        <source>The file is not a table in text: it holds control characters.</source>
        <translation>文件不是文本表格：其中有控制字符。</translation>
    </message>
    <message>
        <source>The file is not text (UTF-8) at byte {position}: it is damaged, or not a gdviz document.</source>
        <translation>文件在第 {position} 字节处不是文本（UTF-8）：已损坏，或不是 gdviz 文档。</translation>
    </message>
    <message>
        <source>The file needs a newer gdviz: its format is {found}, but this one reads up to {version}.</source>
        <translation>文件需要更新版本的 gdviz：它的格式是 {found}，而当前版本最多能读 {version}。</translation>
    </message>
    <message>
        <source>The file would have {size} MB, more than the {limit} MB that can be opened again. Give the runs fewer rows of data.</source>
        <translation>文件将有 {size} MB，超过能重新打开的 {limit} MB。请减少实验中数据的行数。</translation>
    </message>
    <message>
        <source>The folder does not exist.</source>
        <translation>文件夹不存在。</translation>
    </message>
    <message>
        <source>The formula can't begin with “{text}”.</source>
        <translation>公式不能以“{text}”开头。</translation>
    </message>
    <message>
        <source>The formula ends too early: “{wanted}” was expected.</source>
        <translation>公式没有写完：后面应是“{wanted}”。</translation>
    </message>
    <message>
        <source>The formula has no variable: use w, or x and y, or any other letter.</source>
        <translation>公式里没有变量：请用 w，或 x 和 y，或其他字母。</translation>
    </message>
    <message>
        <source>The formula has too many parts; at most {most} can be used.</source>
        <translation>公式的部分太多；最多 {most} 个。</translation>
    </message>
    <message>
        <source>The formula has {found} variables: {names}; at most {most} can be used.</source>
        <translation>公式有 {found} 个变量：{names}，最多可以用 {most} 个。</translation>
    </message>
    <message>
        <source>The formula has {length} characters; at most {most} can be used.</source>
        <translation>公式有 {length} 个字符；最多 {most} 个。</translation>
    </message>
    <message>
        <source>The last row of the curve.</source>
        <translation>曲线的最后一行。</translation>
    </message>
    <message>
        <source>The last run can't be deleted.</source>
        <translation>最后一个实验不能删除。</translation>
    </message>
    <message>
        <source>The learning rates of the pieces, one more than there are boundaries.</source>
        <translation>各段的学习率，比分界点多一个。</translation>
    </message>
    <message>
        <source>The length of {place} must be at least {limit}, but is {count}.</source>
        <translation>{place} 的长度至少是 {limit}，现在是 {count}。</translation>
    </message>
    <message>
        <source>The length of {place} must be at most {limit}, but is {count}.</source>
        <translation>{place} 的长度最多是 {limit}，现在是 {count}。</translation>
    </message>
    <message>
        <source>The length of {place} must be {limit}, but is {count}.</source>
        <translation>{place} 的长度必须是 {limit}，现在是 {count}。</translation>
    </message>
    <message>
        <source>The list of (global step, value), one for each row.</source>
        <translation>（全局步数，值）的列表，每行一对。</translation>
    </message>
    <message>
        <source>The loss, as it is written on a blackboard: f(x, y) = sin 3x cos 2y + (x² + y²)/8. Any letters, with an index too, are variables; ln and log are natural, lg is to base 10, and e is the number. LaTeX is read as well.</source>
        <translation>损失函数，像写在黑板上那样输入：f(x, y) = sin 3x cos 2y + (x² + y²)/8。任何字母（也可带下标）都是变量；ln 和 log 是自然对数，lg 以 10 为底，e 是自然常数。也可以输入 LaTeX。</translation>
    </message>
    <message>
        <source>The name by which others, such as `recall`, refer to it.</source>
        <translation>用来称呼它的名字，例如在 `recall` 里。</translation>
    </message>
    <message>
        <source>The names of the two inputs that are the axes, where there are more than two; left empty, the first two.</source>
        <translation>输入多于两个时，作为坐标轴的两个输入的名称；留空则取前两个。</translation>
    </message>
    <message>
        <source>The path is empty. It should name a field, such as runs.0.steps.</source>
        <translation>路径是空的。它应该指明一个字段，例如 runs.0.steps。</translation>
    </message>
    <message>
        <source>The path that a ringed control sets.</source>
        <translation>圈出的控件所设置的路径。</translation>
    </message>
    <message>
        <source>The paths of the controls that may be touched.</source>
        <translation>可以动的控件的路径。</translation>
    </message>
    <message>
        <source>The picture carries no scene: it was not made by gdviz, or another program that saved it has left the scene out.</source>
        <translation>图片里没有场景：它不是 gdviz 生成的，或被别的程序保存时丢掉了场景。</translation>
    </message>
    <message>
        <source>The picture is damaged, so the scene that it carries can't be read.</source>
        <translation>图片已损坏，其中的场景无法读取。</translation>
    </message>
    <message>
        <source>The question.</source>
        <translation>问题。</translation>
    </message>
    <message>
        <source>The rate when the decay is over. Larger keeps the run moving; smaller lets it settle.</source>
        <translation>衰减结束后的学习率。越大，实验越能继续移动；越小，越容易稳定下来。</translation>
    </message>
    <message>
        <source>The row: how many steps were made.</source>
        <translation>行：已经走了几步。</translation>
    </message>
    <message>
        <source>The rows have more cells than there are names: commas stand between the cells and in the numbers, too. Save the table with semicolons between its cells.</source>
        <translation>各行的格数比列名多：逗号既分隔各格，又出现在数字中。请用分号分隔各格后重新保存。</translation>
    </message>
    <message>
        <source>The rule that turns gradients into steps.</source>
        <translation>把梯度变成步子的规则。</translation>
    </message>
    <message>
        <source>The run ends when the test loss, with any penalty, has had no new lowest value for so many steps. Larger waits longer; smaller may end in a passing rise.</source>
        <translation>测试损失（含正则项）连续这么多步没有新低时，实验结束。越大等得越久；太小可能停在一时的上升处。</translation>
    </message>
    <message>
        <source>The run ends where the gradient's length is no larger. Smaller runs longer and ends nearer to a minimum.</source>
        <translation>梯度的长度不大于它时，实验结束。越小走得越久，终点离极小点越近。</translation>
    </message>
    <message>
        <source>The run's color, one of eight that color-blind eyes can tell apart.</source>
        <translation>实验的颜色，是色盲者也能分辨的八种颜色之一。</translation>
    </message>
    <message>
        <source>The runs on the stage.</source>
        <translation>画面上的实验。</translation>
    </message>
    <message>
        <source>The scene is too large for a line of text. Save it as a file instead.</source>
        <translation>场景太大，放不进一行文本。请改为保存成文件。</translation>
    </message>
    <message>
        <source>The shape of the fall: 1 is a straight line; larger falls fast at first and slowly at the end, smaller the other way round.</source>
        <translation>下降的形状：1 是直线；更大则先快后慢，更小则先慢后快。</translation>
    </message>
    <message>
        <source>The shared scene is damaged: a part of its line is missing or was changed. Copy the whole line again.</source>
        <translation>分享的场景已损坏：那一行缺了一部分或被改动过。请重新复制整行。</translation>
    </message>
    <message>
        <source>The shared scene needs a newer gdviz.</source>
        <translation>分享的场景需要更新版本的 gdviz。</translation>
    </message>
    <message>
        <source>The standard deviation of the initial weights. Larger starts further out and less alike; too large saturates, too small hardly begins.</source>
        <translation>初始权重的标准差。越大起点越远、彼此越不同；太大会饱和，太小几乎动不起来。</translation>
    </message>
    <message>
        <source>The step from which the new settings are in force; the update from here is the first that they make.</source>
        <translation>新设置从这一步起生效；从这里出发的更新是它们作出的第一次更新。</translation>
    </message>
    <message>
        <source>The steps up to which each value holds, rising. One fewer than the values.</source>
        <translation>每个值用到第几步为止，依次递增。比值少一个。</translation>
    </message>
    <message>
        <source>The table has more cells than can be read in this form. Export it as CSV: from that, as many rows are drawn as can be used.</source>
        <translation>表格的单元格多于这种格式能读取的数量。请另存为 CSV：CSV 会按可用的行数抽取。</translation>
    </message>
    <message>
        <source>The terms between are not read: write a sum such as Σ_(i=1)^3 (w − i)².</source>
        <translation>省略号中间的项读不出来：请写成求和，例如 Σ_(i=1)^3 (w − i)²。</translation>
    </message>
    <message>
        <source>The text in English.</source>
        <translation>英文文字。</translation>
    </message>
    <message>
        <source>The text in simplified Chinese.</source>
        <translation>简体中文文字。</translation>
    </message>
    <message>
        <source>The units of each hidden layer, 1 to 64; none makes a linear model.</source>
        <translation>每个隐藏层的神经元个数，1 到 64；没有隐藏层就是线性模型。</translation>
    </message>
    <message>
        <source>The version of the format. Files of earlier versions are read, too.</source>
        <translation>文件格式的版本。更早版本的文件也能打开。</translation>
    </message>
    <message>
        <source>The view on whose plot it is.</source>
        <translation>在哪个视图的图上。</translation>
    </message>
    <message>
        <source>The view “{view}” is not on the stage.</source>
        <translation>视图“{view}”不在画面上。</translation>
    </message>
    <message>
        <source>The views of the row.</source>
        <translation>这一行的视图。</translation>
    </message>
    <message>
        <source>The views of this beat, side by side; none leaves the base scene's.</source>
        <translation>这个环节并排显示的视图；不写则保持原来场景的视图。</translation>
    </message>
    <message>
        <source>The views, in rows.</source>
        <translation>各行的视图。</translation>
    </message>
    <message>
        <source>The weights are drawn evenly between −reach and reach. Larger starts further out.</source>
        <translation>权重在 −范围 与 +范围 之间均匀抽取。越大起点越远。</translation>
    </message>
    <message>
        <source>The workbook holds formulas without their values: open it in a spreadsheet program, save it there, and choose it again.</source>
        <translation>工作簿中只有公式而没有计算结果：请用电子表格软件打开并保存，然后重新选择。</translation>
    </message>
    <message>
        <source>There are none.</source>
        <translation>没有。</translation>
    </message>
    <message>
        <source>There is neither a lesson nor a file “{name}”. The lessons are “lesson-1” to “lesson-{last}”.</source>
        <translation>没有名为“{name}”的课程或文件。课程是“lesson-1”到“lesson-{last}”。</translation>
    </message>
    <message>
        <source>There is no column {column}.</source>
        <translation>没有列 {column}。</translation>
    </message>
    <message>
        <source>There is no formula yet. Write one, such as (w + 1)^2 or f(x, y) = x² + y².</source>
        <translation>还没有公式。请输入一个，例如 (w + 1)^2 或 f(x, y) = x² + y²。</translation>
    </message>
    <message>
        <source>There is no space left on the disk.</source>
        <translation>磁盘空间不足。</translation>
    </message>
    <message>
        <source>There is no {entry}: {place} is counted from 0, and its length is {count}.</source>
        <translation>没有 {entry}：{place} 从 0 数起，长度是 {count}。</translation>
    </message>
    <message>
        <source>There is only one column, but an input and a target are needed.</source>
        <translation>只有一列，但需要一个输入和一个目标。</translation>
    </message>
    <message>
        <source>There is only one column, but an input and a target are needed; perhaps another separator is right.</source>
        <translation>只有一列，但至少要有一个输入和一个目标；也许该换一种分隔符。</translation>
    </message>
    <message>
        <source>These bars can be read in two ways: write abs(…) instead.</source>
        <translation>这些竖线有两种读法：请改写成 abs(…)。</translation>
    </message>
    <message>
        <source>This is JSON, but neither records nor columns of values. Write it out as CSV.</source>
        <translation>这是 JSON，但既不是记录也不是按列的数值。请另存为 CSV。</translation>
    </message>
    <message>
        <source>This is a compressed file, but not a workbook that can be read: save its sheet as CSV.</source>
        <translation>这是压缩文件，但不是可以读取的工作簿：请把工作表另存为 CSV。</translation>
    </message>
    <message>
        <source>This is a file of the kind {kind}: there is no table in it that can be read.</source>
        <translation>这是 {kind} 类型的文件：其中没有可以读取的表格。</translation>
    </message>
    <message>
        <source>This is a file of {program}, not a table in text. Write it out as CSV there ({command}).</source>
        <translation>这是 {program} 的文件，不是文本表格。请在那里把它导出为 CSV（{command}）。</translation>
    </message>
    <message>
        <source>This is a folder, not a file.</source>
        <translation>这是文件夹，不是文件。</translation>
    </message>
    <message>
        <source>This is a sparse file of LibSVM, with place:value pairs. Write it out as a table with all columns.</source>
        <translation>这是 LibSVM 的稀疏文件，内容是“位置:值”。请写成包含所有列的表格。</translation>
    </message>
    <message>
        <source>This is a web page without a table: download the file itself.</source>
        <translation>这是一个没有表格的网页：请下载文件本身。</translation>
    </message>
    <message>
        <source>This is a workbook: save its sheet as CSV in a spreadsheet program, and choose that file.</source>
        <translation>这是工作簿：请在电子表格程序里把工作表另存为 CSV，再选择那个文件。</translation>
    </message>
    <message>
        <source>This is an attribute file of Weka (ARFF). Remove the lines up to @DATA, and write the names of the columns above the data instead.</source>
        <translation>这是 Weka 的属性文件（ARFF）。请删去 @DATA 及其以上的行，并在数据上方写上列名。</translation>
    </message>
    <message>
        <source>This is more than a scene can hold: it is not a gdviz document.</source>
        <translation>内容超出了一个场景所能容纳的范围：这不是 gdviz 文档。</translation>
    </message>
    <message>
        <source>This is not a file that can be read to its end.</source>
        <translation>这不是能读到结尾的文件。</translation>
    </message>
    <message>
        <source>This is not a file, but a pipe or a device.</source>
        <translation>这不是文件，而是管道或设备。</translation>
    </message>
    <message>
        <source>This is not a gdviz document: the keys “gdviz” and “scene” are missing.</source>
        <translation>这不是 gdviz 文档：缺少键“gdviz”和“scene”。</translation>
    </message>
    <message>
        <source>This is not a shared scene: such a line begins with “gdviz1:”.</source>
        <translation>这不是分享的场景：这样的行以“gdviz1:”开头。</translation>
    </message>
    <message>
        <source>This step</source>
        <translation>这一步</translation>
    </message>
    <message>
        <source>Tiles</source>
        <translation>视图块</translation>
    </message>
    <message>
        <source>Tilt</source>
        <translation>倾斜</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>To</source>
        <translation>到</translation>
    </message>
    <message>
        <source>Tolerance</source>
        <translation>容差</translation>
    </message>
    <message>
        <source>Too little costs</source>
        <translation>太少的代价</translation>
    </message>
    <message>
        <source>Too much costs</source>
        <translation>太多的代价</translation>
    </message>
    <message>
        <source>Truncated normal</source>
        <translation>截断正态分布</translation>
    </message>
    <message>
        <source>Turned by</source>
        <translation>旋转角</translation>
    </message>
    <message>
        <source>Turns</source>
        <translation>圈数</translation>
    </message>
    <message>
        <source>Turns while it plays</source>
        <translation>播放时旋转</translation>
    </message>
    <message>
        <source>Two Gaussians</source>
        <translation>两个高斯分布</translation>
    </message>
    <message>
        <source>Two circles</source>
        <translation>两个同心圆</translation>
    </message>
    <message>
        <source>Two long spirals</source>
        <translation>两条长螺旋</translation>
    </message>
    <message>
        <source>Two moons</source>
        <translation>双月</translation>
    </message>
    <message>
        <source>Two parameters</source>
        <translation>两个参数</translation>
    </message>
    <message>
        <source>Uniform</source>
        <translation>均匀分布</translation>
    </message>
    <message>
        <source>Unit step</source>
        <translation>阶跃</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>神经元数</translation>
    </message>
    <message>
        <source>Unpacked, the file has more than the {limit} MB that can be read.</source>
        <translation>文件解压后超过可以读取的 {limit} MB。</translation>
    </message>
    <message>
        <source>Up to</source>
        <translation>直到</translation>
    </message>
    <message>
        <source>Up to which row all numbers are as claimed; null: this row alone.</source>
        <translation>到哪一行为止的数都如断言所说；null 表示只有这一行。</translation>
    </message>
    <message>
        <source>Uses min(decay, (1 + n) / (10 + n)) with n = global_step, so that the shadow follows quickly at first.</source>
        <translation>使用 min(decay, (1 + n) / (10 + n))，其中 n = global_step，让影子值开始时跟得快。</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Values set by hand</source>
        <translation>手工设定的值</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Vertical</source>
        <translation>竖直方向</translation>
    </message>
    <message>
        <source>Vertical range</source>
        <translation>纵轴范围</translation>
    </message>
    <message>
        <source>Vertical setting</source>
        <translation>纵轴参数</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Visible</source>
        <translation>可见</translation>
    </message>
    <message>
        <source>Warm-up steps</source>
        <translation>预热步数</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>权重衰减</translation>
    </message>
    <message>
        <source>What can be folded out.</source>
        <translation>可以展开的文字。</translation>
    </message>
    <message>
        <source>What changes on the way, in the order of steps: from a step on, other settings are in force.</source>
        <translation>途中改变的设置，按步的先后排列：从某一步起，其他设置生效。</translation>
    </message>
    <message>
        <source>What each hidden unit makes of its sum. With linear the network stays a line; the unit step has gradient 0, so that nothing below it learns.</source>
        <translation>每个隐藏神经元怎样处理它的加权和。用线性时网络仍是一条直线；阶跃的梯度为 0，它之前的各层学不到任何东西。</translation>
    </message>
    <message>
        <source>What every weight begins at. All alike, the units learn the same.</source>
        <translation>所有权重的初始值。都一样的话，各神经元学到的也一样。</translation>
    </message>
    <message>
        <source>What helps after some tries.</source>
        <translation>试过几次之后给的帮助。</translation>
    </message>
    <message>
        <source>What is drawn below the loss: accuracy, precision or recall of classes, or the root of the mean squared error or R² of numbers. What a run does not have is not drawn.</source>
        <translation>损失下方画什么：对类别是准确率、精确率或召回率，对数值是均方误差的平方根或 R²。实验没有的指标不画。</translation>
    </message>
    <message>
        <source>What is learned from.</source>
        <translation>从什么学习。</translation>
    </message>
    <message>
        <source>What is minimized.</source>
        <translation>要最小化什么。</translation>
    </message>
    <message>
        <source>What is ringed.</source>
        <translation>圈出什么。</translation>
    </message>
    <message>
        <source>What is said and asked, one after the other.</source>
        <translation>依次讲什么、问什么。</translation>
    </message>
    <message>
        <source>What is said when it is reached.</source>
        <translation>达到目标时说的话。</translation>
    </message>
    <message>
        <source>What is said.</source>
        <translation>说的话。</translation>
    </message>
    <message>
        <source>What is set: a path within the run, such as schedule.learning_rate, and its new value. Learning rate, optimizer, penalty, batch size, the decay of the average and the rates of layers can change; the rest holds for the whole run. Another optimizer begins anew where the run is.</source>
        <translation>设置什么：实验中的路径（例如 schedule.learning_rate）及其新值。学习率、优化器、正则项、批大小、平均的衰减率和各层的学习率可以改变；其余的在整个实验中不变。换用另一种优化器时，它在实验当时的位置从头开始累积。</translation>
    </message>
    <message>
        <source>What is to be learned: a number, or a class counted from 0.</source>
        <translation>要学什么：数值，或从 0 数起的类别。</translation>
    </message>
    <message>
        <source>What is to be reached.</source>
        <translation>要达到什么。</translation>
    </message>
    <message>
        <source>What is written beside the ring.</source>
        <translation>写在圈旁边的文字。</translation>
    </message>
    <message>
        <source>What it is called in a list.</source>
        <translation>它在列表里的名称。</translation>
    </message>
    <message>
        <source>What large weights cost (regularization).</source>
        <translation>权重过大的代价（正则化）。</translation>
    </message>
    <message>
        <source>What learns.</source>
        <translation>用什么来学习。</translation>
    </message>
    <message>
        <source>What lets the lesson go on.</source>
        <translation>什么时候可以继续。</translation>
    </message>
    <message>
        <source>What multiplies the learning rate of each layer, the first layer first; 0 freezes a layer. Left empty, all learn alike.</source>
        <translation>各层学习率乘以的系数，从第一层开始；0 表示冻结该层。留空则各层相同。</translation>
    </message>
    <message>
        <source>What only the presenter sees: what to ask, what goes wrong.</source>
        <translation>只有讲课的人看得到：问什么，学生常错在哪里。</translation>
    </message>
    <message>
        <source>What part of each parameter, times the learning rate, is taken away at every step. Larger pulls harder to zero; 0 is Adam.</source>
        <translation>每一步从每个参数减去的比例（再乘以学习率）。越大越往零拉；0 就是 Adam。</translation>
    </message>
    <message>
        <source>What part of the data is held back to test on. Larger tests more surely and leaves less to learn from.</source>
        <translation>留出多少数据用于测试。越大测试越可靠，可学习的越少。</translation>
    </message>
    <message>
        <source>What part of the labels is wrong. Larger lowers the accuracy that can be reached.</source>
        <translation>标错的标签所占的比例。越大，能达到的准确率越低。</translation>
    </message>
    <message>
        <source>What part of the last movement is kept. Larger rolls on longer, oscillates more; 0 keeps nothing.</source>
        <translation>保留上一次移动的几分之几。越大惯性越长、振荡越多；0 表示不保留。</translation>
    </message>
    <message>
        <source>What part of the learning rate is left at the end. Larger keeps the run moving; 0 stops it.</source>
        <translation>最后剩下学习率的几分之几。越大，实验越能继续移动；0 表示停下。</translation>
    </message>
    <message>
        <source>What plays by itself; null stands at the start.</source>
        <translation>自动播放的部分；null 表示停在开头。</translation>
    </message>
    <message>
        <source>What stands on the stage: two lines.</source>
        <translation>画面上的文字：两行。</translation>
    </message>
    <message>
        <source>What suits the run</source>
        <translation>由实验决定</translation>
    </message>
    <message>
        <source>What the classes are called; none where the target is a number.</source>
        <translation>各类别的名称；目标是数值时没有。</translation>
    </message>
    <message>
        <source>What the epoch and example counters count.</source>
        <translation>轮数和样本数的计数方式。</translation>
    </message>
    <message>
        <source>What the inputs are called.</source>
        <translation>各输入的名称。</translation>
    </message>
    <message>
        <source>What the last layer makes of its sum.</source>
        <translation>最后一层怎样变换加权和。</translation>
    </message>
    <message>
        <source>What the number is above: a number, or another place.</source>
        <translation>大于什么：一个数，或记录里的另一处。</translation>
    </message>
    <message>
        <source>What the number is below: a number, or another place.</source>
        <translation>小于什么：一个数，或记录里的另一处。</translation>
    </message>
    <message>
        <source>What the number is: a number, or another place.</source>
        <translation>等于什么：一个数，或记录里的另一处。</translation>
    </message>
    <message>
        <source>What the run is called; empty names it by what sets it apart.</source>
        <translation>实验的名称；留空则按它的不同之处命名。</translation>
    </message>
    <message>
        <source>What the scene is called.</source>
        <translation>场景的名称。</translation>
    </message>
    <message>
        <source>What the target is called.</source>
        <translation>目标的名称。</translation>
    </message>
    <message>
        <source>What the words rely on, for the check.</source>
        <translation>文字所依据的断言，供检查用。</translation>
    </message>
    <message>
        <source>What to look for.</source>
        <translation>要看什么。</translation>
    </message>
    <message>
        <source>What would give the answer away: future, outcomes, values, or a part of a view such as loss.tangent.</source>
        <translation>会泄露答案的东西：future（之后的部分）、outcomes（结局）、values（数值），或视图的一部分，例如 loss.tangent。</translation>
    </message>
    <message>
        <source>When a run arrives, at which minimum, or its final loss. Left empty, the map chooses.</source>
        <translation>实验何时到达、到达哪个极小点，或最终损失。留空则由地图选择。</translation>
    </message>
    <message>
        <source>When it arrives</source>
        <translation>何时到达</translation>
    </message>
    <message>
        <source>When the run ends: after all steps, or before, where nothing is to be gained.</source>
        <translation>实验何时结束：走完全部步数，或者在没有什么可改进时提前结束。</translation>
    </message>
    <message>
        <source>Where it arrives</source>
        <translation>到达何处</translation>
    </message>
    <message>
        <source>Where the axes go.</source>
        <translation>坐标轴移到哪里。</translation>
    </message>
    <message>
        <source>Where the biases begin. A little above 0 lets every ReLU unit work at first; larger shifts all units.</source>
        <translation>偏置的初始值。略大于 0 能让每个 ReLU 神经元一开始都起作用；越大，所有神经元偏移越多。</translation>
    </message>
    <message>
        <source>Where the lowest point is. Larger moves it to the right, smaller to the left.</source>
        <translation>最低点的位置。越大越靠右，越小越靠左。</translation>
    </message>
    <message>
        <source>Where the lowest point is. Larger moves it up, smaller down.</source>
        <translation>最低点的位置。越大越靠上，越小越靠下。</translation>
    </message>
    <message>
        <source>Where the mark stands at first.</source>
        <translation>标记最初的位置。</translation>
    </message>
    <message>
        <source>Where the other inputs are held, by their names; those that are not named at their means.</source>
        <translation>其余输入固定在何处，按名称给出；没有给出的取均值。</translation>
    </message>
    <message>
        <source>Where the picture begins, on each axis.</source>
        <translation>每个坐标轴从哪里开始画。</translation>
    </message>
    <message>
        <source>Where the picture ends, on each axis.</source>
        <translation>每个坐标轴画到哪里为止。</translation>
    </message>
    <message>
        <source>Where the random numbers begin. Another seed draws other data.</source>
        <translation>随机数从哪里开始。换一个种子，数据就不同。</translation>
    </message>
    <message>
        <source>Where the random numbers begin. Another seed gives another run where chance plays a part; larger or smaller means nothing.</source>
        <translation>随机数从哪里开始。有随机因素时，换一个种子就得到另一次实验；大小没有意义。</translation>
    </message>
    <message>
        <source>Where the run begins, a number for each parameter. Left empty, it is the loss's own start.</source>
        <translation>实验从哪里开始，每个参数一个数。留空则用损失函数自己的起点。</translation>
    </message>
    <message>
        <source>Where the shadow begins: at the parameter's own value, as TensorFlow does for variables, or at zero, from where it has to catch up.</source>
        <translation>影子值从哪里开始：像 TensorFlow 对变量那样从参数自己的值开始，或从零开始慢慢追上来。</translation>
    </message>
    <message>
        <source>Where the sum of the squared gradients begins. Larger makes the first steps smaller; smaller makes each of them nearly as long as the learning rate.</source>
        <translation>梯度平方和的初始值。越大最初的步子越小；越小则最初每一步几乎都有学习率那么长。</translation>
    </message>
    <message>
        <source>Where the true line meets x = 0.</source>
        <translation>真实直线在 x = 0 处的高度。</translation>
    </message>
    <message>
        <source>Where there is room for one plot only, it is the accuracy's.</source>
        <translation>只放得下一张图时，画准确率。</translation>
    </message>
    <message>
        <source>Whether a shadow follows the parameters.</source>
        <translation>是否有影子值跟随参数。</translation>
    </message>
    <message>
        <source>Whether each unit has a bias besides its weights.</source>
        <translation>每个神经元除了权重之外是否还有偏置。</translation>
    </message>
    <message>
        <source>Whether the run is drawn.</source>
        <translation>是否画出这个实验。</translation>
    </message>
    <message>
        <source>Which examples a batch takes: one after the other as they stand, shuffled anew every epoch, or drawn at random each time.</source>
        <translation>每一批取哪些样本：按原来的顺序依次取，每轮重新打乱，或每次随机抽取。</translation>
    </message>
    <message>
        <source>Which functions of the inputs the model is given, such as x1, x1² and sin x2: formulas in which the inputs are called x1, x2 … With none it is given the inputs themselves.</source>
        <translation>模型得到输入的哪些函数，如 x1、x1²、sin x2：公式中的输入依次叫作 x1、x2……一个也不选时，模型得到输入本身。</translation>
    </message>
    <message>
        <source>Which number of the run changes from bottom to top, by its path. Left empty, the map chooses.</source>
        <translation>从下到上变化的是实验的哪个数，用路径表示。留空则由地图选择。</translation>
    </message>
    <message>
        <source>Which number of the run changes from left to right, by its path. Left empty, the map chooses.</source>
        <translation>从左到右变化的是实验的哪个数，用路径表示。留空则由地图选择。</translation>
    </message>
    <message>
        <source>Which of a model's many parameters the view shows, by name. Left empty, it chooses those that move most.</source>
        <translation>视图在模型的众多参数中显示哪些（按名称）。留空则选移动最多的。</translation>
    </message>
    <message>
        <source>Which run, counted from 0.</source>
        <translation>第几个实验，从 0 数起。</translation>
    </message>
    <message>
        <source>Which view.</source>
        <translation>哪个视图。</translation>
    </message>
    <message>
        <source>Which view; empty for a control.</source>
        <translation>哪个视图；圈出控件时留空。</translation>
    </message>
    <message>
        <source>Whose boundary is drawn: the weights', their shadow's, or both.</source>
        <translation>画谁的边界：权重的、影子值的，还是两者都画。</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>为什么</translation>
    </message>
    <message>
        <source>Why it is right, or why somebody might pick it and be wrong.</source>
        <translation>为什么对，或者为什么有人会选错。</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>With a start at zero: divides by the weight gathered so far, so that the shadow is not pulled to zero. A start at the value needs none.</source>
        <translation>从零开始时：除以已累积的权重，使影子值不被拉向零。从值开始时不需要。</translation>
    </message>
    <message>
        <source>With more than two inputs: the axes are the two directions in which these vary most.</source>
        <translation>输入多于两个时：以输入变化最大的两个方向为坐标轴。</translation>
    </message>
    <message>
        <source>With num_updates</source>
        <translation>使用 num_updates</translation>
    </message>
    <message>
        <source>With so many rows of different data the file could not be opened again. Give the runs the same data, or fewer rows.</source>
        <translation>各实验的不同数据行数太多，这样的文件将无法再打开。请让各实验使用相同的数据，或减少行数。</translation>
    </message>
    <message>
        <source>Within</source>
        <translation>误差</translation>
    </message>
    <message>
        <source>Wrong labels</source>
        <translation>错误标签</translation>
    </message>
    <message>
        <source>Yogurt sales</source>
        <translation>酸奶销量</translation>
    </message>
    <message>
        <source>Your own data</source>
        <translation>自己的数据</translation>
    </message>
    <message>
        <source>Your own formula</source>
        <translation>自己的公式</translation>
    </message>
    <message>
        <source>a claim about a number names its column, and one about the outcome none</source>
        <translation>关于数的断言要写出它的列，关于结果的断言不写</translation>
    </message>
    <message>
        <source>a claim says what a number is, or how the run ends</source>
        <translation>断言要说明一个数是多少，或实验如何结束</translation>
    </message>
    <message>
        <source>a goal needs a control that is free</source>
        <translation>有目标就要有可动的控件</translation>
    </message>
    <message>
        <source>a row needs 1 to {most} inputs, but row 0 has {found}</source>
        <translation>每行要有 1 到 {most} 个输入，但第 0 行有 {found} 个</translation>
    </message>
    <message>
        <source>a shadow follows from the start: of the moving average only the decay can change</source>
        <translation>影子值从起点开始跟随：滑动平均中只有衰减可以改变</translation>
    </message>
    <message>
        <source>a text must be there in one language at least</source>
        <translation>至少要有一种语言的文字</translation>
    </message>
    <message>
        <source>a view can stand on the stage only once</source>
        <translation>同一个视图在画面上只能出现一次</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>arrow of the step</source>
        <translation>这一步的箭头</translation>
    </message>
    <message>
        <source>ball</source>
        <translation>小球</translation>
    </message>
    <message>
        <source>bars</source>
        <translation>条形</translation>
    </message>
    <message>
        <source>batch_size must be at most {most}, the number of examples to learn from, but is {found}</source>
        <translation>batch_size 最多是 {most}（用于学习的样本数），现在是 {found}</translation>
    </message>
    <message>
        <source>both</source>
        <translation>两者</translation>
    </message>
    <message>
        <source>boundary</source>
        <translation>决策边界</translation>
    </message>
    <message>
        <source>changes must stand in the order of their steps, each step once</source>
        <translation>途中的改变必须按步的先后排列，每一步只出现一次</translation>
    </message>
    <message>
        <source>control</source>
        <translation>控件</translation>
    </message>
    <message>
        <source>curve</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>data, model and loss hold for the whole run: of what is learned only penalty, batch size and the rates of layers can change</source>
        <translation>数据、模型和损失在整个实验中不变：学习任务中只有正则项、批大小和各层的学习率可以改变</translation>
    </message>
    <message>
        <source>decay</source>
        <translation>衰减</translation>
    </message>
    <message>
        <source>drawn</source>
        <translation>随机抽取</translation>
    </message>
    <message>
        <source>each value must be between 0 and 1000000</source>
        <translation>每个值必须在 0 和 1000000 之间</translation>
    </message>
    <message>
        <source>early stopping needs examples to test on: make test_share larger than 0</source>
        <translation>提前停止需要用来测试的样本：请让 test_share 大于 0</translation>
    </message>
    <message>
        <source>float32</source>
        <translation>float32</translation>
    </message>
    <message>
        <source>float32 reproduces TensorFlow's digits; float64 is more exact.</source>
        <translation>float32 与 TensorFlow 的数字逐位相同；float64 更精确。</translation>
    </message>
    <message>
        <source>float64</source>
        <translation>float64</translation>
    </message>
    <message>
        <source>gradient</source>
        <translation>梯度</translation>
    </message>
    <message>
        <source>histogram</source>
        <translation>直方图</translation>
    </message>
    <message>
        <source>initial must be finite numbers, between -1e30 and 1e30</source>
        <translation>initial 必须是 -1e30 到 1e30 之间的有限数</translation>
    </message>
    <message>
        <source>initial needs one number, for {name}, but has {found}; leave it empty to begin at the loss's own start</source>
        <translation>initial 需要一个数（{name}），现在有 {found} 个；留空则从损失函数自己的起点开始</translation>
    </message>
    <message>
        <source>initial needs {count} numbers, for {names}, but has {found}; leave it empty to begin at the loss's own start</source>
        <translation>initial 需要 {count} 个数（{names}），现在有 {found} 个；留空则从损失函数自己的起点开始</translation>
    </message>
    <message>
        <source>initial needs {count} numbers, one for each parameter, but has {found}; leave it empty to begin at the loss's own start</source>
        <translation>initial 需要 {count} 个数，每个参数一个，现在有 {found} 个；留空则从损失函数自己的起点开始</translation>
    </message>
    <message>
        <source>it has no values</source>
        <translation>它没有值</translation>
    </message>
    <message>
        <source>it holds a few texts, which become 0 and 1</source>
        <translation>它只有几种文字，会变成 0 和 1</translation>
    </message>
    <message>
        <source>it holds dates or times</source>
        <translation>它是日期或时间</translation>
    </message>
    <message>
        <source>it holds dates, counted as days from the first, or times in seconds</source>
        <translation>它是日期（按距最早一天的天数计）或时间（按秒计）</translation>
    </message>
    <message>
        <source>it holds months or the days of a week, which become 1, 2, 3 …</source>
        <translation>它是月份或星期，将变为 1、2、3……</translation>
    </message>
    <message>
        <source>it holds numbers</source>
        <translation>它是数字</translation>
    </message>
    <message>
        <source>it holds texts among its numbers</source>
        <translation>它的数字中夹有文本</translation>
    </message>
    <message>
        <source>it holds too many different texts</source>
        <translation>它的不同文字太多</translation>
    </message>
    <message>
        <source>it is the first column, and its few whole numbers stand in blocks, one after the other</source>
        <translation>它是第一列，且少数几个整数依次成段出现</translation>
    </message>
    <message>
        <source>it is the first column, it holds only a few different words, and the others are all alike</source>
        <translation>它是第一列，只含几种不同的文字，而其余各列彼此相似</translation>
    </message>
    <message>
        <source>it is the last column</source>
        <translation>它是最后一列</translation>
    </message>
    <message>
        <source>it is the last column of numbers, and the last one holds too many different texts</source>
        <translation>它是最后一列数值，而最后一列中不同的文字太多</translation>
    </message>
    <message>
        <source>it is the last column that holds only a few different words</source>
        <translation>它是最后一个只含几种不同文字的列</translation>
    </message>
    <message>
        <source>it is the only column of 0 and 1</source>
        <translation>它是唯一一列 0 和 1</translation>
    </message>
    <message>
        <source>it is the same in every row</source>
        <translation>它在每一行都相同</translation>
    </message>
    <message>
        <source>it only numbers the rows</source>
        <translation>它只是给各行编号</translation>
    </message>
    <message>
        <source>it only numbers the rows, but no other column can be used</source>
        <translation>它只是给各行编号，但没有别的列可用</translation>
    </message>
    <message>
        <source>its name says that it is what is to be predicted</source>
        <translation>它的名字表明这就是要预测的量</translation>
    </message>
    <message>
        <source>its numbers have different units, or only some have one</source>
        <translation>它的数字单位不同，或只有一部分带单位</translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>line at the playhead</source>
        <translation>当前步的竖线</translation>
    </message>
    <message>
        <source>lines</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>losses of the batches</source>
        <translation>各批的损失</translation>
    </message>
    <message>
        <source>minimum</source>
        <translation>最低点</translation>
    </message>
    <message>
        <source>more than half of its values are missing</source>
        <translation>它的值一半以上缺失</translation>
    </message>
    <message>
        <source>needs one value more than boundaries, but has {values} values and {boundaries} boundaries</source>
        <translation>值要比分界点多一个，现在有 {values} 个值和 {boundaries} 个分界点</translation>
    </message>
    <message>
        <source>next is “{next}”, but the beat has nothing that could bring it about</source>
        <translation>next 是“{next}”，但这个环节里没有能做到这一点的内容</translation>
    </message>
    <message>
        <source>no example is left to learn from: make test_share smaller</source>
        <translation>没有剩下可学习的样本：请减小 test_share</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>numbers at the contours</source>
        <translation>等高线上的数字</translation>
    </message>
    <message>
        <source>path</source>
        <translation>路径</translation>
    </message>
    <message>
        <source>row {place} has an input that is not a finite number</source>
        <translation>第 {place} 行有一个输入不是有限的数</translation>
    </message>
    <message>
        <source>row {place} has {found} inputs, but row 0 has {width}</source>
        <translation>第 {place} 行有 {found} 个输入，但第 0 行有 {width} 个</translation>
    </message>
    <message>
        <source>shadow</source>
        <translation>影子值</translation>
    </message>
    <message>
        <source>softmax needs classes to choose from, but this data's target is a number</source>
        <translation>softmax 要从类别中选择，但这份数据的目标是数值</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>步</translation>
    </message>
    <message>
        <source>tangent</source>
        <translation>切线</translation>
    </message>
    <message>
        <source>target {place} is not a finite number</source>
        <translation>目标 {place} 不是有限的数</translation>
    </message>
    <message>
        <source>target {place} must be a class from 0 to {last}, but is {found}</source>
        <translation>目标 {place} 必须是从 0 到 {last} 的类别，现在是 {found}</translation>
    </message>
    <message>
        <source>that makes more than {most} features: choose a smaller degree or fewer features</source>
        <translation>这样会超过 {most} 个特征：请选较小的次数或较少的特征</translation>
    </message>
    <message>
        <source>the beat “{id}” recalls “{name}”, which asks nothing before it</source>
        <translation>环节“{id}”要回顾“{name}”，但它之前没有这样一个提问的环节</translation>
    </message>
    <message>
        <source>the boundaries must increase</source>
        <translation>分界点必须递增</translation>
    </message>
    <message>
        <source>the feature “{text}” reads {unknown}, but the inputs are called {names}</source>
        <translation>特征“{text}”用到了 {unknown}，但输入叫作 {names}</translation>
    </message>
    <message>
        <source>the global step of value {place} must be between 0 and 1e12</source>
        <translation>值 {place} 的全局步数必须在 0 和 1e12 之间</translation>
    </message>
    <message>
        <source>the model has {layers} hidden layers, but activations has {found} names</source>
        <translation>模型有 {layers} 个隐藏层，而 activations 有 {found} 个名称</translation>
    </message>
    <message>
        <source>the model has {layers} layers, but layer_rates has {found} numbers</source>
        <translation>模型有 {layers} 层，但 layer_rates 有 {found} 个数</translation>
    </message>
    <message>
        <source>the number of steps holds for the whole run: it can’t change on the way</source>
        <translation>步数在整个实验中不变：途中不能改变</translation>
    </message>
    <message>
        <source>the picture must end beyond its beginning: 'high' must be above 'low'</source>
        <translation>图形的终点必须在起点之后：“high”必须大于“low”</translation>
    </message>
    <message>
        <source>the precision holds for the whole run: it can’t change on the way</source>
        <translation>精度在整个实验中不变：途中不能改变</translation>
    </message>
    <message>
        <source>the rows of a claim must increase</source>
        <translation>断言的行必须递增</translation>
    </message>
    <message>
        <source>the rows of a sketch must increase</source>
        <translation>草图的行必须递增</translation>
    </message>
    <message>
        <source>the start is over: it can’t change on the way</source>
        <translation>起点已经过去：途中不能改变</translation>
    </message>
    <message>
        <source>the text of a missing kind must be that of an experiment</source>
        <translation>缺失种类的文本必须是一个实验的文本</translation>
    </message>
    <message>
        <source>the value can’t be set</source>
        <translation>不能设成这个值</translation>
    </message>
    <message>
        <source>the whole view</source>
        <translation>整个视图</translation>
    </message>
    <message>
        <source>there are more inputs than can be used</source>
        <translation>输入多于所能使用的数目</translation>
    </message>
    <message>
        <source>there are {inputs} inputs but {names} names</source>
        <translation>有 {inputs} 个输入，却有 {names} 个名称</translation>
    </message>
    <message>
        <source>there are {rows} rows but {targets} targets</source>
        <translation>有 {rows} 行，却有 {targets} 个目标</translation>
    </message>
    <message>
        <source>there is no such kind</source>
        <translation>没有这个种类</translation>
    </message>
    <message>
        <source>there is no such setting in this run</source>
        <translation>这个实验没有这项设置</translation>
    </message>
    <message>
        <source>there is only one class: a model needs at least two to tell apart</source>
        <translation>只有一个类别：至少要有两个才能区分</translation>
    </message>
    <message>
        <source>this says where the optimizer begins, which it already has: it can’t change on the way</source>
        <translation>这项设置决定优化器从哪里开始，而它早已开始：途中不能改变</translation>
    </message>
    <message>
        <source>this setting holds for the whole run: it can’t change on the way</source>
        <translation>这项设置在整个实验中不变：途中不能改变</translation>
    </message>
    <message>
        <source>two beats are called “{id}”</source>
        <translation>有两个环节都叫“{id}”</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>不变</translation>
    </message>
    <message>
        <source>update</source>
        <translation>更新</translation>
    </message>
    <message>
        <source>value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>value {place} must be a finite number</source>
        <translation>值 {place} 必须是有限的数</translation>
    </message>
    <message>
        <source>weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>what plays must end after it begins</source>
        <translation>播放的终点必须在起点之后</translation>
    </message>
    <message>
        <source>your own</source>
        <translation>自定</translation>
    </message>
    <message>
        <source>zero</source>
        <translation>零</translation>
    </message>
    <message>
        <source>{count} columns are chosen as inputs, but at most {limit} can be used.</source>
        <translation>选了 {count} 列作为输入，但最多能用 {limit} 列。</translation>
    </message>
    <message>
        <source>{name} must increase and lie between -1e15 and 1e15</source>
        <translation>{name} 必须递增，且在 -1e15 和 1e15 之间</translation>
    </message>
    <message>
        <source>{place} has no beat “{beat}”. It has: {beats}.</source>
        <translation>{place} 没有环节“{beat}”。它有：{beats}。</translation>
    </message>
    <message>
        <source>{place} has no change at step {step}.</source>
        <translation>{place} 在第 {step} 步没有改变。</translation>
    </message>
    <message>
        <source>{place} has no default to go back to.</source>
        <translation>{place} 没有可以恢复的默认值。</translation>
    </message>
    <message>
        <source>{place} has no parts, so it has no “{key}”.</source>
        <translation>{place} 没有下级，所以没有“{key}”。</translation>
    </message>
    <message>
        <source>{place} has no “{key}” while its kind is “{kind}”. These kinds have it: {kinds}.</source>
        <translation>种类是“{kind}”时，{place} 没有“{key}”。这些种类才有：{kinds}。</translation>
    </message>
    <message>
        <source>{place} has no “{key}”. Did you mean “{near}”?</source>
        <translation>{place} 没有“{key}”。是不是“{near}”？</translation>
    </message>
    <message>
        <source>{place} has no “{key}”. It has: {keys}.</source>
        <translation>{place} 没有“{key}”。它有：{keys}。</translation>
    </message>
    <message>
        <source>{place} has the key “{key}” twice.</source>
        <translation>{place} 中键“{key}”出现了两次。</translation>
    </message>
    <message>
        <source>{place} holds half a character, which can't be written to a file.</source>
        <translation>{place} 含有半个字符，无法写入文件。</translation>
    </message>
    <message>
        <source>{place} is a list: “{key}” should be a number from 0 to {last}.</source>
        <translation>{place} 是列表：“{key}”应该是从 0 到 {last} 的数。</translation>
    </message>
    <message>
        <source>{place} lacks the key “{key}”, which is one of {choices}.</source>
        <translation>{place} 缺少键“{key}”，它是以下之一：{choices}。</translation>
    </message>
    <message>
        <source>{place} lacks the key “{key}”.</source>
        <translation>{place} 缺少键“{key}”。</translation>
    </message>
    <message>
        <source>{place} may be at most {limit} characters long, but has {count}.</source>
        <translation>{place} 最多 {limit} 个字符，现在有 {count} 个。</translation>
    </message>
    <message>
        <source>{place} may have at most {limit} hidden layers, but has {count}.</source>
        <translation>{place} 最多可以有 {limit} 个隐藏层，现在有 {count} 个。</translation>
    </message>
    <message>
        <source>{place} must be a finite number, but is {found}.</source>
        <translation>{place} 必须是有限的数，现在是 {found}。</translation>
    </message>
    <message>
        <source>{place} must be a list, but is {found}.</source>
        <translation>{place} 必须是列表，现在是 {found}。</translation>
    </message>
    <message>
        <source>{place} must be a number, but is {found}.</source>
        <translation>{place} 必须是数字，现在是 {found}。</translation>
    </message>
    <message>
        <source>{place} must be a text, but is {found}.</source>
        <translation>{place} 必须是文本，现在是 {found}。</translation>
    </message>
    <message>
        <source>{place} must be a whole number, but is {found}.</source>
        <translation>{place} 必须是整数，现在是 {found}。</translation>
    </message>
    <message>
        <source>{place} must be an object with keys, but is {found}.</source>
        <translation>{place} 必须是带键的对象，现在是 {found}。</translation>
    </message>
    <message>
        <source>{place} must be at least {limit} characters long, but has {count}.</source>
        <translation>{place} 至少 {limit} 个字符，现在有 {count} 个。</translation>
    </message>
    <message>
        <source>{place} must be at least {low} and less than {high}, but is {found}.</source>
        <translation>{place} 必须不小于 {low} 且小于 {high}，现在是 {found}。</translation>
    </message>
    <message>
        <source>{place} must be at least {low}, but is {found}.</source>
        <translation>{place} 必须不小于 {low}，现在是 {found}。</translation>
    </message>
    <message>
        <source>{place} must be at most {high}, but is {found}.</source>
        <translation>{place} 必须不超过 {high}，现在是 {found}。</translation>
    </message>
    <message>
        <source>{place} must be between {low} and {high}, but is {found}.</source>
        <translation>{place} 必须在 {low} 和 {high} 之间，现在是 {found}。</translation>
    </message>
    <message>
        <source>{place} must be greater than {low} and at most {high}, but is {found}.</source>
        <translation>{place} 必须大于 {low} 且不超过 {high}，现在是 {found}。</translation>
    </message>
    <message>
        <source>{place} must be greater than {low} and less than {high}, but is {found}.</source>
        <translation>{place} 必须大于 {low} 且小于 {high}，现在是 {found}。</translation>
    </message>
    <message>
        <source>{place} must be greater than {low}, but is {found}.</source>
        <translation>{place} 必须大于 {low}，现在是 {found}。</translation>
    </message>
    <message>
        <source>{place} must be less than {high}, but is {found}.</source>
        <translation>{place} 必须小于 {high}，现在是 {found}。</translation>
    </message>
    <message>
        <source>{place} must be one of {choices}, but is {found}.</source>
        <translation>{place} 必须是以下之一：{choices}，现在是 {found}。</translation>
    </message>
    <message>
        <source>{place} must be one of {choices}, but is {found}. Did you mean “{near}”?</source>
        <translation>{place} 必须是以下之一：{choices}，现在是 {found}。是不是“{near}”？</translation>
    </message>
    <message>
        <source>{place} must be true or false, but is {found}.</source>
        <translation>{place} 必须是 true 或 false，现在是 {found}。</translation>
    </message>
    <message>
        <source>{place}: {reason}.</source>
        <translation>{place}：{reason}。</translation>
    </message>
    <message>
        <source>{text} takes {wanted} in its brackets, but has {found}.</source>
        <translation>{text} 的括号里要有 {wanted} 个参数，现在有 {found} 个。</translation>
    </message>
    <message>
        <source>“!” can stand behind a whole number only, such as 3!.</source>
        <translation>“!”只能写在整数后面，例如 3!。</translation>
    </message>
    <message>
        <source>“gdviz” must be the version of the format, such as {version}, but is {found}.</source>
        <translation>“gdviz”必须是格式的版本，例如 {version}，现在是 {found}。</translation>
    </message>
    <message>
        <source>“{braces}” is not a place such as {{0.w@8}}</source>
        <translation>“{braces}”不是 {{0.w@8}} 这样的位置</translation>
    </message>
    <message>
        <source>“{hidden}” can't be hidden: future, outcomes, values, or a view and its part can</source>
        <translation>“{hidden}”不能隐藏：可以隐藏的是 future、outcomes、values，或视图的一部分</translation>
    </message>
    <message>
        <source>“{part}” can't be ringed: {known} can</source>
        <translation>没有可圈出的“{part}”，可以是 {known}</translation>
    </message>
    <message>
        <source>“{path}” can't be free: settings of runs can, such as runs.0.schedule.learning_rate</source>
        <translation>“{path}”不能设为可动：只有实验的设置可以，例如 runs.0.schedule.learning_rate</translation>
    </message>
    <message>
        <source>“{text}” and “{letter}” are both here: give one of them another letter.</source>
        <translation>“{text}”与“{letter}”同时出现：请给其中一个换个字母。</translation>
    </message>
    <message>
        <source>“{text}” asks for a maximum, but a run descends: put − before the formula.</source>
        <translation>“{text}”要求最大值，而梯度下降找的是极小值：请在公式前加 −。</translation>
    </message>
    <message>
        <source>“{text}” can be a derivative, a transpose or another variable: use an index instead, such as w1.</source>
        <translation>“{text}”可能表示导数、转置或另一个变量：请改用下标，如 w1。</translation>
    </message>
    <message>
        <source>“{text}” can be a factor or the number of the equation: write · before it, or leave it out.</source>
        <translation>“{text}”可能是因数，也可能是公式编号：请在前面写上 ·，或去掉它。</translation>
    </message>
    <message>
        <source>“{text}” can be a product or the value of an unknown function: write “·” between factors.</source>
        <translation>“{text}”可能是乘积，也可能是未知函数的值：请在因数之间写上“·”。</translation>
    </message>
    <message>
        <source>“{text}” can be a variable of its own or Δ·{letter}: write one letter, such as d, or ·.</source>
        <translation>“{text}”可能是一个变量，也可能是 Δ·{letter}：请换成一个字母（例如 d），或写上“·”。</translation>
    </message>
    <message>
        <source>“{text}” can mean {decimal} or {grouped}: write one of them, without a comma.</source>
        <translation>“{text}”可以是 {decimal}，也可以是 {grouped}：请不带逗号地写出其中一个。</translation>
    </message>
    <message>
        <source>“{text}” can mean {one} or {other}: write one of them.</source>
        <translation>“{text}”可以是 {one}，也可以是 {other}：请写成其中一种。</translation>
    </message>
    <message>
        <source>“{text}” has no value.</source>
        <translation>“{text}”没有值。</translation>
    </message>
    <message>
        <source>“{text}” is a constraint: a run descends the loss alone, so leave it out.</source>
        <translation>“{text}”是约束条件：实验只沿损失下降，请去掉它。</translation>
    </message>
    <message>
        <source>“{text}” is a derivative: write the formula itself, its gradient is found. If d is a variable, say so: f(d, x) = …</source>
        <translation>“{text}”是求导：请只写函数本身，梯度会自动求出。若 d 是变量，请写明：f(d, x) = …</translation>
    </message>
    <message>
        <source>“{text}” is already the name of the loss or of a variable.</source>
        <translation>“{text}”已经是损失或某个变量的名称。</translation>
    </message>
    <message>
        <source>“{text}” is in words where signs were expected: write √x, x/2, ½x, 2x, x², |x| or sin(x).</source>
        <translation>“{text}”是用文字说的，此处应写符号：√x、x/2、½x、2x、x²、|x| 或 sin(x)。</translation>
    </message>
    <message>
        <source>“{text}” is no part of the formula: leave it out. Where a run starts, and its learning rate, are set beside it.</source>
        <translation>“{text}”不属于公式，请删去。起点和学习率在公式旁边设置。</translation>
    </message>
    <message>
        <source>“{text}” is not a condition: a comparison was expected, such as w &gt; 0.</source>
        <translation>“{text}”不是条件：这里应是比较，例如 w &gt; 0。</translation>
    </message>
    <message>
        <source>“{text}” is not a number that can be used.</source>
        <translation>“{text}”不是能用的数。</translation>
    </message>
    <message>
        <source>“{text}” is not known as a function: write out what it stands for.</source>
        <translation>没有叫“{text}”的函数：请把它代表的式子写出来。</translation>
    </message>
    <message>
        <source>“{text}” is not known. Did you mean {near}?</source>
        <translation>不认识“{text}”。是不是 {near}？</translation>
    </message>
    <message>
        <source>“{text}” is not known. The heading names {names} only: put a number in its place, say behind which it is (…, a = 2), or name it there, too.</source>
        <translation>不认识“{text}”。开头只写了 {names}：请把它换成数，在后面写明它是几（…, a = 2），或也写进开头。</translation>
    </message>
    <message>
        <source>“{text}” is not known. Variables are single letters, such as w, θ or x1; write a product of letters with · between them, and name words first: f(price) = …</source>
        <translation>不认识“{text}”。变量是单个字母，如 w、θ 或 x1；字母相乘请在中间写 ·；要用单词作变量，请先写明：f(price) = …</translation>
    </message>
    <message>
        <source>“{text}” is too large a number.</source>
        <translation>“{text}”这个数太大了。</translation>
    </message>
    <message>
        <source>“{text}” means nothing in a formula: numbers, letters, functions such as sin, brackets and + − · / ^ were expected.</source>
        <translation>“{text}”在公式中没有意义：这里应是数、字母、sin 等函数、括号或 + − · / ^。</translation>
    </message>
    <message>
        <source>“{text}” was not expected here: an operator such as + or ·, or the end, was.</source>
        <translation>这里不应是“{text}”：应是 + 或 · 这样的运算符，或者公式到此结束。</translation>
    </message>
    <message>
        <source>“{text}” was not expected here: “{wanted}” was.</source>
        <translation>这里不应是“{text}”，应是“{wanted}”。</translation>
    </message>
    <message>
        <source>“{text}”: an index is a number, such as x1, or the letter that counts the terms of a sum.</source>
        <translation>“{text}”：下标应是数字（如 x1），或者求和所用的字母。</translation>
    </message>
</context>
<context>
    <name>handout</name>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>答案</translation>
    </message>
    <message>
        <source>For instance: {solutions}</source>
        <translation>例如：{solutions}</translation>
    </message>
    <message>
        <source>From {first} to {last}</source>
        <translation>从 {first} 到 {last}</translation>
    </message>
    <message>
        <source>My answer:</source>
        <translation>我的答案：</translation>
    </message>
    <message>
        <source>the printer does not answer</source>
        <translation>打印机没有响应</translation>
    </message>
    <message>
        <source>{letter}  {answer}. {why}</source>
        <translation>{letter}  {answer}。{why}</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} 分钟</translation>
    </message>
    <message>
        <source>{quantity} = {number} at step {step}</source>
        <translation>第 {step} 步 {quantity} = {number}</translation>
    </message>
    <message>
        <source>{title} · page {page}</source>
        <translation>{title} · 第 {page} 页</translation>
    </message>
</context>
<context>
    <name>labels</name>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>Run {number}</source>
        <translation>实验 {number}</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>{label} (run {number})</source>
        <translation>{label}（实验 {number}）</translation>
    </message>
    <message>
        <source>{value} from step {step}</source>
        <translation>{value}（从第 {step} 步起）</translation>
    </message>
</context>
<context>
    <name>lacking</name>
    <message>
        <source>Every run is hidden. Click the eye of a run to show it here.</source>
        <translation>所有实验都已隐藏。点开某个实验的眼睛，就能在这里看到它。</translation>
    </message>
    <message>
        <source>No run has a moving average. Turn one on in the parameters, under Moving average.</source>
        <translation>没有实验使用滑动平均。请在参数栏的“滑动平均”里打开。</translation>
    </message>
    <message>
        <source>No run has the column “{column}”, which is drawn here.</source>
        <translation>没有实验有“{column}”这一列，而这里画的正是它。</translation>
    </message>
    <message>
        <source>This run is not computed: it uses a kind that is not installed.</source>
        <translation>这个实验没有计算：它用到的一个种类没有安装。</translation>
    </message>
    <message>
        <source>This run works on a formula: it has no data. Choose data to learn from.</source>
        <translation>这个实验用的是公式，没有数据。请选择要学习的数据。</translation>
    </message>
    <message>
        <source>Values that are set by hand have no learning rate.</source>
        <translation>手工设定的值没有学习率。</translation>
    </message>
    <message>
        <source>Values that are set by hand have no loss.</source>
        <translation>手工设定的值没有损失。</translation>
    </message>
</context>
<context>
    <name>legend</name>
    <message>
        <source>RMSE</source>
        <translation>RMSE</translation>
    </message>
    <message>
        <source>R²</source>
        <translation>R²</translation>
    </message>
    <message>
        <source>accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>decay</source>
        <translation>衰减</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>precision</source>
        <translation>精确率</translation>
    </message>
    <message>
        <source>recall</source>
        <translation>召回率</translation>
    </message>
    <message>
        <source>shadow</source>
        <translation>影子值</translation>
    </message>
    <message>
        <source>test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>test RMSE</source>
        <translation>测试 RMSE</translation>
    </message>
    <message>
        <source>test R²</source>
        <translation>测试 R²</translation>
    </message>
    <message>
        <source>test loss</source>
        <translation>测试损失</translation>
    </message>
    <message>
        <source>test precision</source>
        <translation>测试精确率</translation>
    </message>
    <message>
        <source>test recall</source>
        <translation>测试召回率</translation>
    </message>
    <message>
        <source>train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>train loss</source>
        <translation>训练损失</translation>
    </message>
    <message>
        <source>{name} {value} (step {step})</source>
        <translation>{name} {value}（第 {step} 步）</translation>
    </message>
</context>
<context>
    <name>outcome</name>
    <message>
        <source>converged by step {step}</source>
        <translation>到第 {step} 步已收敛</translation>
    </message>
    <message>
        <source>could not begin: the loss or its gradient has no finite value at the start</source>
        <translation>无法开始：损失或其梯度在起点没有有限的值</translation>
    </message>
    <message>
        <source>could not begin: {feature} is too large, or has no value, for some examples</source>
        <translation>无法开始：对某些样本，{feature} 过大或没有值</translation>
    </message>
    <message>
        <source>diverged at step {step}</source>
        <translation>在第 {step} 步发散</translation>
    </message>
    <message>
        <source>diverged at step {step}: learning rate {rate} × L2 scale {scale} is above 2</source>
        <translation>在第 {step} 步发散：学习率 {rate} × L2 系数 {scale} 大于 2</translation>
    </message>
    <message>
        <source>diverged at step {step}: the learning rate {rate} is above 2/L = {limit}</source>
        <translation>在第 {step} 步发散：学习率 {rate} 大于 2/L = {limit}</translation>
    </message>
    <message>
        <source>diverged at step {step}: the learning rate {rate} is above 2/L, which is {limit} at step {row}</source>
        <translation>在第 {step} 步发散：学习率 {rate} 大于 2/L，它在第 {row} 步为 {limit}</translation>
    </message>
    <message>
        <source>diverging at step {step}</source>
        <translation>到第 {step} 步正在发散</translation>
    </message>
    <message>
        <source>diverging at step {step}: the learning rate {rate} is above 2/L = {limit}</source>
        <translation>到第 {step} 步正在发散：学习率 {rate} 大于 2/L = {limit}</translation>
    </message>
    <message>
        <source>ended at step {step}: the gradient, {gradient}, is within the tolerance</source>
        <translation>在第 {step} 步结束：梯度 {gradient} 已在容差之内</translation>
    </message>
    <message>
        <source>ended at step {step}: the loss or its gradient has no value there</source>
        <translation>在第 {step} 步结束：损失或其梯度在那里没有值</translation>
    </message>
    <message>
        <source>ended at step {step}: the schedule gives no learning rate for it</source>
        <translation>在第 {step} 步结束：学习率调度没有给出这一步的值</translation>
    </message>
    <message>
        <source>ended at step {step}: the test loss, with any penalty, has not fallen below that of step {row}</source>
        <translation>在第 {step} 步结束：测试损失（含正则项）没有再低于第 {row} 步</translation>
    </message>
    <message>
        <source>finished at step {step}</source>
        <translation>到第 {step} 步完成</translation>
    </message>
    <message>
        <source>finished at step {step} with loss {loss}, above the first, {first}</source>
        <translation>到第 {step} 步完成，损失 {loss}，高于最初的 {first}</translation>
    </message>
    <message>
        <source>finished at step {step}, the loss too large for a number; the first was {first}</source>
        <translation>到第 {step} 步完成，损失大到无法用数表示；最初为 {first}</translation>
    </message>
    <message>
        <source>hardly moved in {step} steps: gradient {gradient}, loss {loss}</source>
        <translation>{step} 步里几乎没动：梯度 {gradient}，损失 {loss}</translation>
    </message>
    <message>
        <source>hardly moved in {step} steps: the learning rate {rate} is far below 2/L = {limit}</source>
        <translation>{step} 步里几乎没动：学习率 {rate} 远小于 2/L = {limit}</translation>
    </message>
    <message>
        <source>hardly moves any more at step {step}: gradient {gradient}, loss {loss}</source>
        <translation>到第 {step} 步已几乎不动：梯度 {gradient}，损失 {loss}</translation>
    </message>
    <message>
        <source>not computed: it needs {packages}, but the packaged app takes no plug-ins</source>
        <translation>未计算：它需要 {packages}，但打包的应用不支持插件</translation>
    </message>
    <message>
        <source>not computed: it needs {packages}, which is not installed</source>
        <translation>未计算：它需要 {packages}，而该软件包没有安装</translation>
    </message>
    <message>
        <source>oscillates</source>
        <translation>振荡</translation>
    </message>
    <message>
        <source>oscillates, up to step {step}</source>
        <translation>来回振荡，直到第 {step} 步</translation>
    </message>
    <message>
        <source>oscillates: the learning rate {rate} is above 2/L = {limit}</source>
        <translation>来回振荡：学习率 {rate} 大于 2/L = {limit}</translation>
    </message>
    <message>
        <source>oscillates: the learning rate {rate} is above 2/L, which is {limit} at the minimum between</source>
        <translation>来回振荡：学习率 {rate} 大于 2/L，它在其间的极小点处为 {limit}</translation>
    </message>
    <message>
        <source>oscillates: the learning rate {rate} is exactly 2/L</source>
        <translation>来回振荡：学习率 {rate} 正好等于 2/L</translation>
    </message>
    <message>
        <source>oscillates: the learning rate {rate} is just below 2/L = {limit}</source>
        <translation>来回振荡：学习率 {rate} 略小于 2/L = {limit}</translation>
    </message>
    <message>
        <source>stopped at step {step}</source>
        <translation>停在第 {step} 步</translation>
    </message>
    <message>
        <source>{sentence} (L: the curvature)</source>
        <translation>{sentence}（L 是曲率）</translation>
    </message>
</context>
<context>
    <name>picture</name>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>Step {step} of {last}</source>
        <translation>第 {step} 步，共 {last} 步</translation>
    </message>
    <message>
        <source>{part} ({values})</source>
        <translation>{part}（{values}）</translation>
    </message>
    <message>
        <source>{run}: {settings}</source>
        <translation>{run}：{settings}</translation>
    </message>
</context>
<context>
    <name>program</name>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>A run of gdviz {version} in {framework}. It needs: pip install {packages}</source>
        <translation>gdviz {version} 的一个实验，框架：{framework}。需要：pip install {packages}</translation>
    </message>
    <message>
        <source>AdamW as Keras defines it, which TensorFlow 1 does not have.</source>
        <translation>Keras 所定义的 AdamW，TensorFlow 1 没有它。</translation>
    </message>
    <message>
        <source>All parameters, one after the other.</source>
        <translation>所有参数，依次排成一列。</translation>
    </message>
    <message>
        <source>As TensorFlow 1 defines it: Keras's own begins, or rounds, in another way.</source>
        <translation>按 TensorFlow 1 的定义：Keras 自带的起始值或舍入方式不同。</translation>
    </message>
    <message>
        <source>As TensorFlow defines it: PyTorch's own begins, or rounds, in another way.</source>
        <translation>按 TensorFlow 的定义：PyTorch 自带的起始值或舍入方式不同。</translation>
    </message>
    <message>
        <source>PyTorch keeps weights turned</source>
        <translation>PyTorch 存的权重是转置的</translation>
    </message>
    <message>
        <source>TensorFlow 1 style (tf.compat.v1)</source>
        <translation>TensorFlow 1 风格（tf.compat.v1）</translation>
    </message>
    <message>
        <source>TensorFlow begins with ones</source>
        <translation>TensorFlow 从 1 开始</translation>
    </message>
    <message>
        <source>The examples of each step, as they stand.</source>
        <translation>每一步的样本，按原来的顺序。</translation>
    </message>
    <message>
        <source>The examples of each step, as they stand; batch_size may change.</source>
        <translation>每一步的样本，按原来的顺序；batch_size 可以改变。</translation>
    </message>
    <message>
        <source>The examples of each step, drawn at random, 1024 steps at a time.</source>
        <translation>每一步的样本，随机抽取，一次抽 1024 步的。</translation>
    </message>
    <message>
        <source>The examples of each step, drawn at random, 1024 steps at a time; batch_size may change.</source>
        <translation>每一步的样本，随机抽取，一次抽 1024 步的；batch_size 可以改变。</translation>
    </message>
    <message>
        <source>The examples of each step, in another order every epoch.</source>
        <translation>每一步的样本，每轮换一种顺序。</translation>
    </message>
    <message>
        <source>The examples of each step, in another order every epoch; batch_size may change.</source>
        <translation>每一步的样本，每轮换一种顺序；batch_size 可以改变。</translation>
    </message>
    <message>
        <source>There is no program: it is written from formulas, and {kinds} has none.</source>
        <translation>没有程序：程序由公式写成，而 {kinds} 没有公式。</translation>
    </message>
    <message>
        <source>There is no program: the run needs {packages}, which is not installed.</source>
        <translation>没有程序：这次实验需要 {packages}，但尚未安装。</translation>
    </message>
    <message>
        <source>There is none: a graph of TensorFlow 1 can't change this optimizer on the way.</source>
        <translation>没有程序：TensorFlow 1 的计算图不能在中途更改这个优化器。</translation>
    </message>
    <message>
        <source>What the weights of a layer cost.</source>
        <translation>一层的权重所加的正则项。</translation>
    </message>
    <message>
        <source>X: {inputs}; labels: {target}</source>
        <translation>X：{inputs}；labels：{target}</translation>
    </message>
    <message>
        <source>a staircase</source>
        <translation>阶梯</translation>
    </message>
    <message>
        <source>a staircase, as TensorFlow rounds it</source>
        <translation>阶梯，按 TensorFlow 的方式舍入</translation>
    </message>
    <message>
        <source>after the weights and after the counter</source>
        <translation>在权重和计数器更新之后</translation>
    </message>
    <message>
        <source>all in one array; the weights and biases are parts of it, and follow when it changes</source>
        <translation>全部放在一个数组里；权重和偏置是它的一部分，它变时也跟着变</translation>
    </message>
    <message>
        <source>another optimizer, which has gathered nothing yet</source>
        <translation>换成另一个优化器，它还没有积累任何东西</translation>
    </message>
    <message>
        <source>at the counter, which has moved</source>
        <translation>按已经加过 1 的计数器</translation>
    </message>
    <message>
        <source>beyond two standard deviations: drawn again</source>
        <translation>超出两个标准差的：重新抽取</translation>
    </message>
    <message>
        <source>each has a rate of its own</source>
        <translation>每个有自己的学习率</translation>
    </message>
    <message>
        <source>from step {step} on</source>
        <translation>从第 {step} 步起</translation>
    </message>
    <message>
        <source>mean square of the gradients</source>
        <translation>梯度平方的平均</translation>
    </message>
    <message>
        <source>mean square of the movements</source>
        <translation>移动量平方的平均</translation>
    </message>
    <message>
        <source>nobody advances it</source>
        <translation>没有谁让它增加</translation>
    </message>
    <message>
        <source>of the penalties</source>
        <translation>选用哪一个正则项</translation>
    </message>
    <message>
        <source>of the target</source>
        <translation>目标的均值和标准差</translation>
    </message>
    <message>
        <source>of the test loss</source>
        <translation>测试损失的最低值</translation>
    </message>
    <message>
        <source>one for each optimizer</source>
        <translation>每个优化器一个</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>the data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>the learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>the moving average of the parameters: their shadow</source>
        <translation>参数的滑动平均：它们的影子</translation>
    </message>
    <message>
        <source>the precision</source>
        <translation>精度</translation>
    </message>
    <message>
        <source>the target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>to try the model on</source>
        <translation>用来检验模型</translation>
    </message>
    <message>
        <source>updates done, learning rate, loss, parameters</source>
        <translation>已更新次数，学习率，损失，参数</translation>
    </message>
    <message>
        <source>updates done, learning rate, loss, parameters, shadows</source>
        <translation>已更新次数，学习率，损失，参数，影子</translation>
    </message>
    <message>
        <source>updates done, value</source>
        <translation>已更新次数，值</translation>
    </message>
    <message>
        <source>updates done, value, shadow</source>
        <translation>已更新次数，值，影子</translation>
    </message>
    <message>
        <source>warm-up</source>
        <translation>预热</translation>
    </message>
    <message>
        <source>what is fed instead of what the graph begins with</source>
        <translation>代替计算图初值、要喂入的值</translation>
    </message>
    <message>
        <source>what is tested on</source>
        <translation>留作测试的样本</translation>
    </message>
    <message>
        <source>what multiplies the rate of each layer</source>
        <translation>每一层的学习率要乘的系数</translation>
    </message>
    <message>
        <source>what multiplies the rate of each weight and bias</source>
        <translation>每个权重和偏置的学习率要乘的系数</translation>
    </message>
    <message>
        <source>what the model is given of them</source>
        <translation>由它们得到的模型输入</translation>
    </message>
    <message>
        <source>where the weights and biases begin</source>
        <translation>权重和偏置的初始值</translation>
    </message>
    <message>
        <source>{parts}.</source>
        <translation>{parts}。</translation>
    </message>
    <message>
        <source>{title}.</source>
        <translation>{title}。</translation>
    </message>
    <message>
        <source>{title}: {parts}.</source>
        <translation>{title}：{parts}。</translation>
    </message>
</context>
<context>
    <name>rule</name>
    <message>
        <source>{reason}.</source>
        <translation>{reason}。</translation>
    </message>
</context>
<context>
    <name>spoken</name>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>1 more run.</source>
        <translation>另有 1 个实验。</translation>
    </message>
    <message>
        <source>Slope {slope}.</source>
        <translation>斜率 {slope}。</translation>
    </message>
    <message>
        <source>Step {step} of {last}.</source>
        <translation>第 {step} 步，共 {last} 步。</translation>
    </message>
    <message>
        <source>falling</source>
        <translation>在下降</translation>
    </message>
    <message>
        <source>rising</source>
        <translation>在上升</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>不变</translation>
    </message>
    <message>
        <source>{count} more runs.</source>
        <translation>另有 {count} 个实验。</translation>
    </message>
    <message>
        <source>{run}: {what}</source>
        <translation>{run}：{what}</translation>
    </message>
    <message>
        <source>{said} {more}</source>
        <translation>{said}{more}</translation>
    </message>
    <message>
        <source>{what}.</source>
        <translation>{what}。</translation>
    </message>
</context>
</TS>
