"""Lists beside the pages: 待核实, 暂定数, 未打印的内容."""
