"""pyqtgraph read in without what nobody asks for: a fifth of a second less at each start.

PySide6 makes a class when it is first asked for. `pyqtgraph.Qt` asks for all 900, to have its own copy of the
three modules that it may add names to. It gets copies here that ask PySide6 for a name when it is wanted.
And pyqtgraph itself reads in widgets for images, trees, parameters and other processes, and plots with menus,
none of which gdviz has: empty modules stand in for them meanwhile. Afterwards each is found as ever: a
notebook that uses gdviz may use pyqtgraph too.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType

from PySide6 import QtCore, QtGui, QtWidgets

# Read in by `pyqtgraph/__init__.py` alone, or by each other.
WIDGETS = (
    "BusyCursor CheckTable ColorButton ColorMapMenu ColorMapWidget ComboBox DataFilterWidget "
    "DataTreeWidget DiffTreeWidget FeedbackButton GradientWidget GraphicsLayoutWidget GroupBox "
    "HistogramLUTWidget JoystickButton LayoutWidget MultiPlotWidget PathButton PlotWidget ProgressDialog "
    "RawImageWidget RemoteGraphicsView ScatterPlotWidget SpinBox TableWidget TreeWidget ValueLabel "
    "VerticalLabel"
)
ITEMS = (
    "ArrowItem BoxplotItem ColorBarItem CurvePoint DateAxisItem ErrorBarItem FillBetweenItem "
    "GradientEditorItem GradientLegend GraphItem GraphicsLayout GridItem HistogramLUTItem IsocurveItem "
    "LabelItem LegendItem LinearRegionItem MultiPlotItem PColorMeshItem PlotDataItem PlotItem "
    "ROI ScaleBar TargetItem VTickGroup"
)
REGIONS = (
    "CircleROI CrosshairROI EllipseROI LineROI LineSegmentROI MultiLineROI MultiRectROI PolyLineROI "
    "RectROI TestROI TriangleROI"
)
OTHERS = {  # what else comes from there, or with it
    "ColorMapParameter": "widgets.ColorMapWidget",
    "CurveArrow": "graphicsItems.CurvePoint",
    "ImageView": "imageview",
    "ItemSample": "graphicsItems.LegendItem",
    "RawImageGLWidget": "widgets.RawImageWidget",
    "TargetLabel": "graphicsItems.TargetItem",
    "TickSliderItem": "graphicsItems.GradientEditorItem",
    "TreeWidgetItem": "widgets.TreeWidget",
    "icons": "icons",
    "multiprocess": "multiprocess",
    "parametertree": "parametertree",
} | dict.fromkeys(REGIONS.split(), "graphicsItems.ROI")


def read_pyqtgraph() -> None:
    """Import pyqtgraph; nothing if somebody has."""
    if "pyqtgraph" in sys.modules:
        return
    sources: tuple[ModuleType, ...] = (QtCore, QtGui, QtWidgets)
    for source in sources:
        _put_copy(source)
        vars(source)["__dir__"] = list  # there is nothing to copy
    left_out = [*(f"widgets.{name}" for name in WIDGETS.split()), "imageview"]
    left_out += [f"graphicsItems.{name}" for name in ITEMS.split()]
    empty = [_empty(f"pyqtgraph.{name}") for name in left_out]
    try:
        import pyqtgraph
    finally:
        for source in sources:
            del vars(source)["__dir__"]
        for module in empty:
            del sys.modules[module.__name__]
    for module in empty:
        vars(pyqtgraph).pop(_own_name(module), None)

    homes = {_own_name(module): module.__name__ for module in empty}
    homes |= {name: f"pyqtgraph.{home}" for name, home in OTHERS.items()}

    def find(name: str) -> object:
        if name not in homes:
            raise AttributeError(f"module 'pyqtgraph' has no attribute {name!r}")
        home = import_module(homes[name])
        value = vars(pyqtgraph)[name] = getattr(home, name, home)
        return value

    vars(pyqtgraph)["__getattr__"] = find


def _put_copy(source: ModuleType) -> None:
    """A module of pyqtgraph's own that takes each name from PySide6 when it is first asked for."""
    copy = ModuleType(source.__name__.replace("PySide6", "pyqtgraph.Qt"))

    def find(name: str) -> object:
        value = vars(copy)[name] = getattr(source, name)
        return value

    vars(copy)["__getattr__"] = find
    sys.modules[copy.__name__] = copy


def _empty(name: str) -> ModuleType:
    """A module that stands in for another: `import *` finds nothing in it, its class is None."""
    module = sys.modules[name] = ModuleType(name)
    vars(module).update({"__all__": [], _own_name(module): None})
    return module


def _own_name(module: ModuleType) -> str:
    return module.__name__.rpartition(".")[2]
