; The installer: for one person, without an administrator. `winpack.installer` gives VERSION, NUMBERS, KILOBYTES,
; MEGABYTES, OUTPUT and files.nsh (the files in a fixed order; the launchers last, so that an interrupted installation
; cannot be started).
; Silent: /S, and /D=folder as the last word. Exit codes: 0 done, 1 cancelled, 2 stopped, 3 this Windows is too old,
; 4 the program is running, 5 the folder cannot be written, 6 the disk is full, 7 a newer version is installed
; (/OLDER puts this one in its place).
Unicode true
Target amd64-unicode
!ifdef FAST
  SetCompressor zlib
!else
  SetCompressor /SOLID lzma
  SetCompressorDictSize 64
!endif

!include "MUI2.nsh"
!include "LogicLib.nsh"
!include "WinVer.nsh"
!include "FileFunc.nsh"
!include "WordFunc.nsh"

!define PRODUCT "社保绩效自评"
!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\jixiao"
!define KIND "jixiao.file"
!define OLDEST_BUILD 17763 ; Windows 10 1809: what Qt asks for

Name "${PRODUCT}"
OutFile "${OUTPUT}"
InstallDir "$LOCALAPPDATA\Programs\${PRODUCT}"
InstallDirRegKey HKCU "Software\jixiao" "folder"
RequestExecutionLevel user
ManifestDPIAware true
ManifestLongPathAware true
AllowSkipFiles off
AutoCloseWindow true
ShowInstDetails nevershow
ShowUninstDetails nevershow
BrandingText "${PRODUCT} ${VERSION}"

VIProductVersion "${NUMBERS}"
VIFileVersion "${NUMBERS}"
VIAddVersionKey /LANG=2052 "ProductName" "${PRODUCT}"
VIAddVersionKey /LANG=2052 "CompanyName" "${PRODUCT}"
VIAddVersionKey /LANG=2052 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "FileDescription" "${PRODUCT}安装程序"
VIAddVersionKey /LANG=2052 "LegalCopyright" "Apache-2.0"

!define MUI_ICON "jixiao.ico"
!define MUI_UNICON "jixiao.ico"
!define MUI_WELCOMEFINISHPAGE_BITMAP "welcome.bmp"
!define MUI_UNWELCOMEFINISHPAGE_BITMAP "welcome.bmp"
!define MUI_ABORTWARNING
!define MUI_WELCOMEPAGE_TITLE "安装${PRODUCT} ${VERSION}"
!define MUI_WELCOMEPAGE_TEXT "适用于 64 位的 Windows 10（1809 以后）和 Windows 11。$\r$\n$\r$\n不需要管理员权限，不联网，不开机自启。$\r$\n$\r$\n已装过旧版的，直接安装即可；您的自评文件和设置都会保留。$\r$\n$\r$\n安装前请先关闭${PRODUCT}。"
!define MUI_FINISHPAGE_TITLE "安装完成"
!define MUI_FINISHPAGE_TEXT "桌面和开始菜单里有“${PRODUCT}”。$\r$\n$\r$\n双击自评文件（.jxzp）也能打开。"
!define MUI_FINISHPAGE_RUN "$INSTDIR\jixiao.exe"
!define MUI_FINISHPAGE_RUN_TEXT "现在打开${PRODUCT}"
!define MUI_UNCONFIRMPAGE_TEXT_TOP "将卸载${PRODUCT}。您的自评文件（.jxzp）、输出的材料和设置都会保留。"
!insertmacro MUI_PAGE_WELCOME
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE own_folder
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"

; Say one thing and stop with an exit code.
!macro STOP CODE TEXT
  MessageBox MB_OK|MB_ICONSTOP "${TEXT}" /SD IDOK
  SetErrorLevel ${CODE}
  Quit
!macroend

Function .onInit
  SetShellVarContext current
  System::Call 'kernel32::CreateMutexW(p 0, i 0, w "jixiao-setup") p .r1 ?e'
  Pop $0
  ${If} $0 = 183
    !insertmacro STOP 4 "安装程序已经打开了一个，请在那个窗口里继续。"
  ${EndIf}
  ${IfNot} ${AtLeastWin10}
    !insertmacro STOP 3 "本程序需要 64 位的 Windows 10（1809 以后）或 Windows 11，这台电脑的 Windows 版本太旧，不能安装。"
  ${EndIf}
  ${IfNot} ${AtLeastBuild} ${OLDEST_BUILD}
    !insertmacro STOP 3 "本程序需要 64 位的 Windows 10（1809 以后）或 Windows 11，请先更新这台电脑的 Windows，再来安装。"
  ${EndIf}
FunctionEnd

; A folder that holds somebody's other files is not ours to fill: go into a folder of our own inside it.
Function own_folder
  ${If} ${FileExists} "$INSTDIR\*.*"
  ${AndIfNot} ${FileExists} "$INSTDIR\program\boot.py"
  ${AndIfNot} ${FileExists} "$INSTDIR\uninstall.exe"
    ${DirState} "$INSTDIR" $0
    ${If} $0 = 1
      StrCpy $INSTDIR "$INSTDIR\${PRODUCT}"
    ${EndIf}
  ${EndIf}
FunctionEnd

; A program file that is in use cannot be opened for writing.
!macro IN_USE UN
Function ${UN}in_use
  Pop $1
  StrCpy $0 0
  ${If} ${FileExists} "$INSTDIR\$1"
    ClearErrors
    FileOpen $2 "$INSTDIR\$1" a
    ${If} ${Errors}
      StrCpy $0 1
    ${Else}
      FileClose $2
    ${EndIf}
  ${EndIf}
FunctionEnd

Function ${UN}wait_until_closed
  again:
  Push "jixiao.exe"
  Call ${UN}in_use
  ${If} $0 = 0
    Push "runtime\python311.dll"
    Call ${UN}in_use
  ${EndIf}
  ${If} $0 = 1
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "${PRODUCT}正在运行。请先在程序里保存并关闭，再点“重试”。" /SD IDCANCEL IDRETRY again
    SetErrorLevel 4
    Quit
  ${EndIf}
FunctionEnd
!macroend
!insertmacro IN_USE ""
!insertmacro IN_USE "un."

Function check_folder
  ClearErrors
  CreateDirectory "$INSTDIR"
  FileOpen $2 "$INSTDIR\安装检查.tmp" w
  ${If} ${Errors}
    !insertmacro STOP 5 "不能写入 $INSTDIR。请重新安装，换一个自己能写入的文件夹。您的自评文件没有变动。"
  ${EndIf}
  FileClose $2
  Delete "$INSTDIR\安装检查.tmp"
FunctionEnd

; What an older version takes up is free again before the new one is written.
!macro AND_FREED FOLDER
  ${If} ${FileExists} "$INSTDIR\${FOLDER}\*.*"
    ${GetSize} "$INSTDIR\${FOLDER}" "/S=0M" $2 $3 $4
    IntOp $1 $1 + $2
  ${EndIf}
!macroend

Function check_space
  StrCpy $1 ""
  ${GetRoot} "$INSTDIR" $0
  ${DriveSpace} "$0\" "/D=F /S=M" $1
  ${If} $1 != ""
    !insertmacro AND_FREED "program"
    !insertmacro AND_FREED "lib"
    !insertmacro AND_FREED "runtime"
    ${If} $1 < ${MEGABYTES}
      !insertmacro STOP 6 "磁盘空间不够：需要 ${MEGABYTES} MB，$0 只有 $1 MB 可用。请清理后重新安装，或装到别的盘。您的自评文件没有变动。"
    ${EndIf}
  ${EndIf}
FunctionEnd

; A newer program is not replaced by an older one unless the person says so: files it saved may not open any more.
Function check_version
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/OLDER" $1
  ${If} ${Errors}
  ${AndIf} ${FileExists} "$INSTDIR\jixiao.exe"
    ClearErrors
    GetDLLVersion "$INSTDIR\jixiao.exe" $0 $1
    ${IfNot} ${Errors}
      IntOp $2 $0 >> 16
      IntOp $2 $2 & 0xFFFF
      IntOp $3 $0 & 0xFFFF
      IntOp $4 $1 >> 16
      IntOp $4 $4 & 0xFFFF
      IntOp $5 $1 & 0xFFFF
      ${VersionCompare} "$2.$3.$4.$5" "${NUMBERS}" $6
      ${If} $6 = 1
        MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 "已经装有较新的版本 $2.$3.$4，这里要装的是 ${VERSION}。$\r$\n$\r$\n换成旧版后，新版保存过的自评文件可能打不开。确定要换成旧版吗？" /SD IDNO IDYES older
        SetErrorLevel 7
        Quit
        older:
      ${EndIf}
    ${EndIf}
  ${EndIf}
FunctionEnd

!macro REMOVE_PROGRAM
  Delete "$INSTDIR\jixiao.exe"
  Delete "$INSTDIR\jixiao-cli.exe"
  Delete "$INSTDIR\文件清单.sha256"
  Delete "$INSTDIR\使用说明.pdf"
  Delete "$INSTDIR\软件情况说明.pdf"
  RMDir /r "$INSTDIR\program"
  RMDir /r "$INSTDIR\lib"
  RMDir /r "$INSTDIR\runtime"
  RMDir /r "$INSTDIR\licences"
!macroend

Section "${PRODUCT}"
  ${If} ${Silent}
    Call own_folder
  ${EndIf}
  Call wait_until_closed
  Call check_version
  Call check_folder
  Call check_space
  !insertmacro REMOVE_PROGRAM
  ; First of all: by it the folder is known for ours when the installation is interrupted and done again.
  WriteUninstaller "$INSTDIR\uninstall.exe"
  SetOverwrite on
  !include "files.nsh"
  SetOutPath "$INSTDIR"

  Delete "$SMPROGRAMS\${PRODUCT}.lnk" ; where versions up to 0.1.0 put it
  CreateDirectory "$SMPROGRAMS\${PRODUCT}"
  CreateShortcut "$SMPROGRAMS\${PRODUCT}\${PRODUCT}.lnk" "$INSTDIR\jixiao.exe"
  !include "papers.nsh"
  CreateShortcut "$DESKTOP\${PRODUCT}.lnk" "$INSTDIR\jixiao.exe"

  WriteRegStr HKCU "Software\jixiao" "folder" "$INSTDIR"
  WriteRegStr HKCU "Software\Classes\.jxzp" "" "${KIND}"
  WriteRegStr HKCU "Software\Classes\.jxzp\OpenWithProgids" "${KIND}" ""
  WriteRegStr HKCU "Software\Classes\${KIND}" "" "绩效自评文件"
  WriteRegStr HKCU "Software\Classes\${KIND}\DefaultIcon" "" '"$INSTDIR\jixiao.exe",1'
  WriteRegStr HKCU "Software\Classes\${KIND}\shell\open\command" "" '"$INSTDIR\jixiao.exe" "%1"'
  WriteRegStr HKCU "${KEY}" "DisplayName" "${PRODUCT}"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${KEY}" "DisplayIcon" "$INSTDIR\jixiao.exe"
  WriteRegStr HKCU "${KEY}" "Publisher" "${PRODUCT}"
  WriteRegStr HKCU "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${KEY}" "EstimatedSize" ${KILOBYTES}
  WriteRegDWORD HKCU "${KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${KEY}" "NoRepair" 1
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd

Function un.onInit
  SetShellVarContext current
FunctionEnd

Section "Uninstall"
  Call un.wait_until_closed
  !insertmacro REMOVE_PROGRAM
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR" ; stays when somebody keeps files in it
  Delete "$SMPROGRAMS\${PRODUCT}.lnk"
  RMDir /r "$SMPROGRAMS\${PRODUCT}"
  Delete "$DESKTOP\${PRODUCT}.lnk"
  ReadRegStr $0 HKCU "Software\Classes\.jxzp" ""
  ${If} $0 == "${KIND}"
    DeleteRegKey HKCU "Software\Classes\.jxzp"
  ${EndIf}
  DeleteRegKey HKCU "Software\Classes\${KIND}"
  DeleteRegKey HKCU "Software\jixiao"
  DeleteRegKey HKCU "${KEY}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd
