"""check-install: are the program's own files as they were delivered?"""

from __future__ import annotations

from argparse import Namespace

from app.cli.output import print_json, say
from app.core.errors import EnvironmentProblem
from app.services.installation import check


def check_install(options: Namespace) -> int:
    """Compare every file of the installed program with the list it came with."""
    found = check()
    if found is not None and found.wrong:
        raise EnvironmentProblem(
            "install.damaged",
            where="、".join(found.wrong),
            what=f"程序文件损坏或缺少 {len(found.wrong)} 个",
            rule="自评文件和设置不受影响",
            repair="请重新运行安装程序修复",
        )
    if options.json:
        print_json({"installed": found is not None, "files": found.count if found is not None else 0})
    elif found is None:
        say("本程序从源码运行，没有文件清单可以核对。")
    else:
        say(f"程序文件 {found.count} 个，与清单全部相同。")
    return 0
