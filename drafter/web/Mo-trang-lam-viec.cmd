@echo off
rem Opens the page over the folder that this file lies in. A folder with Python beside it (unpacked, nothing installed)
rem is used where it is there, else the Python of this machine.
chcp 65001 >nul
cd /d "%~dp0"
if exist "%~dp0python\python.exe" (
  "%~dp0python\python.exe" -m drafter serve %*
) else (
  where py >nul 2>nul && ( py -m drafter serve %* ) || ( python -m drafter serve %* )
)
if errorlevel 1 pause
