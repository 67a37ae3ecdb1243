"""The least that a window of PySide6 and pyqtgraph can be: what gdviz's start is compared with."""

import sys

import pyqtgraph as pg
from PySide6.QtWidgets import QApplication

app = QApplication(sys.argv[:1])
plot = pg.PlotWidget()
plot.plot([0, 1, 2, 3], [3, 1, 2, 0])
plot.resize(1280, 720)
plot.show()
sys.exit(app.exec())
