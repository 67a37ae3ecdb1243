; gdviz's own words in the installer; Inno Setup brings the others.

[CustomMessages]
Summary=See gradient descent
SceneFile=gdviz scene
PictureFile=Picture with a gdviz scene
