"""Chinese for what Qt's own translation leaves in English: its file, print and page dialogs."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

_WORDS: Final = {
    "&Look in:": "位置(&I)：",
    "Look in:": "位置：",
    "Files of &type:": "文件类型(&T)：",
    "Files of type:": "文件类型：",
    "Folder": "文件夹",
    "File Folder": "文件夹",
    "File": "文件",
    "%1 File": "%1 文件",
    "Drive": "磁盘",
    "Unknown": "未知",
    "Shortcut": "快捷方式",
    "Alias": "快捷方式",
    "Computer": "计算机",
    "Save": "保存",
    "Cancel": "取消",
    "&Yes": "是(&Y)",
    "&No": "否(&N)",
    "&Discard": "不保存(&D)",
    "Dock": "停靠",
    "Print range": "打印范围",
    "Print all": "全部",
    "Pages from": "页码从",
    "to": "到",
    "Selection": "选中的内容",
    "Current Page": "当前页",
    "Pages": "页码",
    "Page Set:": "页码范围：",
    "All Pages": "全部页",
    "Odd Pages": "单数页",
    "Even Pages": "双数页",
    "Copies": "份数",
    "Copies:": "份数：",
    "Collate": "逐份打印",
    "Reverse": "逆序打印",
    "Options": "选项",
    "Output Settings": "输出设置",
    "Printer": "打印机",
    "Preview": "预览",
    "Type:": "类型：",
    "Location:": "位置：",
    "&Name:": "名称(&N)：",
    "P&roperties": "属性(&R)",
    "Output &file:": "输出到文件(&F)：",
    "Color": "彩色",
    "Color Mode": "颜色",
    "Grayscale": "黑白",
    "Double Sided Printing": "双面打印",
    "Duplex Printing": "双面打印",
    "Off": "单面",
    "None": "单面",
    "Long side": "长边翻转",
    "Short side": "短边翻转",
    "Print to File (PDF)": "打印到文件（PDF）",
    "locally connected": "本机连接",
    "Advanced": "高级",
    "Paper": "纸张",
    "Page size:": "纸张大小：",
    "Orientation": "方向",
    "Portrait": "纵向",
    "Landscape": "横向",
    "Margins": "页边距",
}


class Rest(QTranslator):
    """Is asked for what no other translation has."""

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
        """Return the Chinese of a text of Qt; empty for others, which then stay as they are."""
        del context, disambiguation, n
        return _WORDS.get(source, "")

    def isEmpty(self) -> bool:  # noqa: N802
        """Say that there is something to be asked for."""
        return False


def speak_chinese(app: QCoreApplication) -> None:
    """Give Qt's own dialogs and menus their Chinese; the translation installed last is asked first."""
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    app.installTranslator(Rest(app))
    own = QTranslator(app)
    if own.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(own)
