/* Starts the program: loads runtime\python311.dll from beside this file and gives it program\boot.py with the
   arguments. Compiled twice: jixiao.exe (window) and, with -DCONSOLE, jixiao-cli.exe. */
#include <windows.h>
#include <stdlib.h>
#include <wchar.h>

#define LONGEST 32768
#define DAMAGED 3

typedef int (*PyMain)(int, wchar_t **);

static wchar_t home[LONGEST], script[LONGEST], path[LONGEST];

static int damaged(const wchar_t *what) {
  static wchar_t text[LONGEST + 200];
  wcscpy(text, L"程序文件不完整（");
  wcscat(text, what);
  wcscat(text, L"），请重新运行安装程序修复。\n您的自评文件和设置不受影响。\n");
#ifdef CONSOLE
  HANDLE out = GetStdHandle(STD_ERROR_HANDLE);
  char bytes[4096];
  DWORD written;
  int length = WideCharToMultiByte(CP_UTF8, 0, text, -1, bytes, sizeof bytes, 0, 0);
  if (!WriteConsoleW(out, text, (DWORD)wcslen(text), &written, 0) && length > 1)
    WriteFile(out, bytes, length - 1, &written, 0);
#else
  MessageBoxW(0, text, L"社保绩效自评", MB_ICONERROR);
#endif
  return DAMAGED;
}

static const wchar_t *in_home(const wchar_t *name) {
  wcscpy(path, home);
  wcscat(path, name);
  return path;
}

static int is_there(const wchar_t *name) { return GetFileAttributesW(in_home(name)) != INVALID_FILE_ATTRIBUTES; }

static int start(int count, wchar_t **given) {
  static const wchar_t *needed[] = {L"runtime\\python311.dll", L"runtime\\python311.zip", L"runtime\\python311._pth",
                                    L"program\\boot.py", L"program\\app\\__main__.py", 0};
  DWORD length = GetModuleFileNameW(0, home, LONGEST - 64);
  wchar_t *end = wcsrchr(home, L'\\');
  if (!length || !end) return damaged(L"jixiao");
  end[1] = 0;
  for (int i = 0; needed[i]; i++)
    if (!is_there(needed[i])) return damaged(needed[i]);

  SetDefaultDllDirectories(LOAD_LIBRARY_SEARCH_DEFAULT_DIRS);
  HMODULE python = LoadLibraryExW(in_home(L"runtime\\python311.dll"), 0,
                                  LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR | LOAD_LIBRARY_SEARCH_DEFAULT_DIRS);
  PyMain run = python ? (PyMain)(void *)GetProcAddress(python, "Py_Main") : 0;
  if (!run) return damaged(L"runtime\\python311.dll");

  wcscpy(script, home);
  wcscat(script, L"program\\boot.py");
  wchar_t **all = calloc((size_t)count + 10, sizeof *all);
  if (!all) return DAMAGED;
  int n = 0;
  all[n++] = given[0];
  all[n++] = L"-I"; /* nothing of this computer's own Python */
  all[n++] = L"-B"; /* nothing is written into the folder */
  all[n++] = L"-X";
  all[n++] = L"utf8";
#ifndef CONSOLE
  all[n++] = L"-X";
  all[n++] = L"window"; /* boot.py speaks in a message box */
#endif
  all[n++] = script;
  for (int i = 1; i < count; i++) all[n++] = given[i];
#ifdef CONSOLE
  if (count < 2) all[n++] = L"--help";
#endif
  return run(n, all);
}

#ifdef CONSOLE
int wmain(int count, wchar_t **given) { return start(count, given); }
#else
int WINAPI wWinMain(HINSTANCE instance, HINSTANCE before, LPWSTR line, int show) {
  (void)instance, (void)before, (void)line, (void)show;
  int count;
  wchar_t **given = CommandLineToArgvW(GetCommandLineW(), &count);
  return given ? start(count, given) : DAMAGED;
}
#endif
