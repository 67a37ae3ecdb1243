; The installer of gdviz for Windows, for Inno Setup 6.3 or later; installer.py calls its compiler.
; It installs for the person who runs it, without administrator's rights. Paths are from the project's folder.

#ifndef Version
  #error Compile this by packaging\windows\installer.py, which passes the version.
#endif

[Setup]
AppId={{6F1B0C52-7B0E-4B43-9A55-0C2F3D6A51E7}
AppName=gdviz
AppVersion={#Version}
AppVerName=gdviz {#Version}
AppPublisher=The gdviz authors
VersionInfoVersion={#Numbers}
SourceDir=..\..
OutputDir=dist
OutputBaseFilename=gdviz-{#Version}-setup
SetupIconFile=build\icons\gdviz.ico
UninstallDisplayIcon={app}\gdviz.exe
UninstallDisplayName=gdviz
DefaultDirName={autopf}\gdviz
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
; Qt's oldest: Windows 10, version 1809.
MinVersion=10.0.17763
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
ChangesAssociations=yes
RestartApplications=no
ShowLanguageDialog=auto
WizardStyle=modern
Compression=lzma2/max
SolidCompression=yes

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl,packaging\windows\english.isl"
; Not every version of Inno Setup brings Chinese: what is not in our file is said in English.
Name: "zh"; MessagesFile: "compiler:Default.isl,packaging\windows\chinese.isl"

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked

[InstallDelete]
; Modules of an older version must not stay beside the new ones.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "dist\gdviz\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs
Source: "build\icons\gdviz-document.ico"; DestDir: "{app}"; Flags: ignoreversion

[Icons]
Name: "{autoprograms}\gdviz"; Filename: "{app}\gdviz.exe"; Comment: "{cm:Summary}"
Name: "{autodesktop}\gdviz"; Filename: "{app}\gdviz.exe"; Comment: "{cm:Summary}"; Tasks: desktopicon

[Registry]
; Scenes open in gdviz.
Root: HKA; Subkey: "Software\Classes\.gdviz"; ValueType: string; ValueData: "gdviz.scene"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\.gdviz"; ValueType: string; ValueName: "Content Type"; ValueData: "application/vnd.gdviz+json"
Root: HKA; Subkey: "Software\Classes\.gdviz\OpenWithProgids"; ValueType: string; ValueName: "gdviz.scene"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\gdviz.scene"; ValueType: string; ValueData: "{cm:SceneFile}"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\gdviz.scene\DefaultIcon"; ValueType: string; ValueData: "{app}\gdviz-document.ico,0"
Root: HKA; Subkey: "Software\Classes\gdviz.scene\shell\open\command"; ValueType: string; ValueData: """{app}\gdviz.exe"" ""%1"""
; Pictures may carry a scene: gdviz is in their "open with", and their default stays what it is.
Root: HKA; Subkey: "Software\Classes\.png\OpenWithProgids"; ValueType: string; ValueName: "gdviz.picture"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.svg\OpenWithProgids"; ValueType: string; ValueName: "gdviz.picture"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.pdf\OpenWithProgids"; ValueType: string; ValueName: "gdviz.picture"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\gdviz.picture"; ValueType: string; ValueData: "{cm:PictureFile}"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\gdviz.picture\shell\open\command"; ValueType: string; ValueData: """{app}\gdviz.exe"" ""%1"""
; What the program is called there, whatever the file.
Root: HKA; Subkey: "Software\Classes\Applications\gdviz.exe"; ValueType: string; ValueName: "FriendlyAppName"; ValueData: "gdviz"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Applications\gdviz.exe\shell\open\command"; ValueType: string; ValueData: """{app}\gdviz.exe"" ""%1"""
Root: HKA; Subkey: "Software\Classes\Applications\gdviz.exe\SupportedTypes"; ValueType: string; ValueName: ".gdviz"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\gdviz.exe\SupportedTypes"; ValueType: string; ValueName: ".png"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\gdviz.exe\SupportedTypes"; ValueType: string; ValueName: ".svg"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\gdviz.exe\SupportedTypes"; ValueType: string; ValueName: ".pdf"; ValueData: ""

[Run]
Filename: "{app}\gdviz.exe"; Description: "{cm:LaunchProgram,gdviz}"; Flags: nowait postinstall skipifsilent
