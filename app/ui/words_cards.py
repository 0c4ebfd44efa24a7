"""Words of the unit cards."""

from __future__ import annotations

from typing import Final

CARD: Final = "单位卡"
CARDS: Final = "单位卡"
NO_CARD: Final = "不用单位卡，自己填写单位名称"
CARD_HINT: Final = "选了单位卡，单位名称、层级、行政区划、联系人等会一并填好；改了单位名称，就不再用这张卡。"
SAVE_CARD: Final = "把本单位存为单位卡"
SAVED: Final = "已把“{name}”存为单位卡，以后新建时可以直接选用"
NONE_YET: Final = "还没有单位卡。打开一份自评后，可以在“设置”菜单里把本单位存为单位卡。"
BROKEN: Final = "{count}张单位卡读不出来，没有列出，可以在“设置”里删除"
BROKEN_ONE: Final = "读不出来的单位卡：{name}"
DELETE_IT: Final = "删除单位卡“{name}”"
ASK: Final = "要删除单位卡“{name}”吗？"
ASK_MORE: Final = "只删除本机的这张单位卡，已有的自评文件不受影响。"
