@echo off
rem Opens the page over the folder that this file lies in. A folder "python" beside it (unpacked, nothing installed) is
rem used where it is there, else the Python of this machine.
chcp 65001 >nul
cd /d "%~dp0"
if exist "%~dp0python\python.exe" (
  "%~dp0python\python.exe" -m drafter serve %*
  goto ended
)
where py >nul 2>nul
if errorlevel 1 (
  python -m drafter serve %*
) else (
  py -m drafter serve %*
)
:ended
if errorlevel 1 pause
