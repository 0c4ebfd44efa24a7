"""The order in which ECMA-376 wants the children of the elements we write; Word refuses another one."""

from __future__ import annotations

from tests.export.reading_parts import Element, W

ORDER = {
    "p": "pPr bookmarkStart bookmarkEnd r",
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
    "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em "
    "lang eastAsianLayout specVanish oMath",
    "r": "rPr t br tab fldChar instrText",
    "tbl": "bookmarkStart bookmarkEnd tblPr tblGrid tr",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
    "tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tblBorders": "top left start bottom right end insideH insideV",
    "tblCellMar": "top left start bottom right end",
    "tblGrid": "gridCol",
    "tr": "tblPrEx trPr tc",
    "trPr": "",
    "tc": "tcPr p",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType "
    "pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid",
    "body": "",
    "styles": "docDefaults latentStyles style",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked "
    "personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "settings": "writeProtection view zoom removePersonalInformation removeDateAndTime mirrorMargins "
    "bordersDoNotSurroundHeader proofState attachedTemplate trackRevisions documentProtection autoHyphenation "
    "evenAndOddHeaders "
    "bookFoldPrinting drawingGridHorizontalSpacing characterSpacingControl footnotePr endnotePr compat docVars rsids "
    "themeFontLang clrSchemeMapping decimalSymbol listSeparator",
    "font": "altName panose1 charset family notTrueType pitch sig embedRegular",
    "docDefaults": "rPrDefault pPrDefault",
    "hdr": "p tbl",
    "ftr": "p tbl",
}
"""Names of the children in order; an empty text: any order. Elements that are not here must have no children."""

ANY_ORDER = {"p", "r", "body", "trPr", "tbl", "hdr", "ftr"}
"""Of these only the kinds of children are checked, and that properties stand first."""

LEAVES = {"document", "fonts", "compat", "rPrDefault", "pPrDefault"}
"""Elements whose children have no order to keep."""


def disorder(root: Element) -> list[str]:
    """Return what is not in the order of the schema, as `parent: child after child`."""
    return [each for element in root.iter() for each in _of(element)]


def _of(element: Element) -> list[str]:
    tag = name(element)
    children = [name(child) for child in element]
    if tag in LEAVES or not children:
        return []
    if tag not in ORDER:
        return [f"{tag}: unknown"]
    order = ORDER[tag].split()
    strange = [f"{tag}: {child}" for child in children if order and child not in order]
    if strange or tag in ANY_ORDER:
        late = [child for child in children[1:] if child in {"pPr", "rPr", "tblPr", "trPr", "tcPr"}]
        return strange + [f"{tag}: {child} not first" for child in late]
    places = [order.index(child) for child in children]
    return [] if places == sorted(places) else [f"{tag}: {' '.join(children)}"]


def name(element: Element) -> str:
    """Return the tag of an element without its namespace."""
    return str(element.tag).removeprefix(W)
