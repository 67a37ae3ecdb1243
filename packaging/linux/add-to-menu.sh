#!/bin/sh
# Puts this folder's gdviz into the applications menu of whoever runs it, and makes .gdviz files open in it.
#
#     sh add-to-menu.sh            after moving the folder, run it again
#     sh add-to-menu.sh --remove
#
# Nothing is written but into ~/.local/share. The entry for pictures (see zz-gdviz-pictures.desktop) is left to
# the Debian package: a person's own entries go before the system's, so that it would take pictures over.

set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
data=${XDG_DATA_HOME:-$HOME/.local/share}

case ${LC_ALL:-${LC_MESSAGES:-${LANG:-}}} in
zh*)
    added="gdviz 已加入应用程序菜单。移动此文件夹后，请再次运行本脚本。"
    removed="gdviz 已从应用程序菜单中移除。"
    incomplete="此文件夹不完整，请重新解压后再试：$here"
    percent="桌面无法启动名称中带有 % 的文件夹里的程序，请重命名此文件夹：$here"
    usage="用法：sh add-to-menu.sh [--remove]"
    ;;
*)
    added="gdviz is in the applications menu now. If you move this folder, run this again."
    removed="gdviz is no longer in the applications menu."
    incomplete="This folder is not complete. Unpack it again, then try once more: $here"
    percent="Desktops start no program in a folder with % in its name. Rename it: $here"
    usage="usage: sh add-to-menu.sh [--remove]"
    ;;
esac

# In a desktop entry, a backslash goes before what is special between quotes, and each backslash is written twice.
QUOTED=$(printf '%s' "$here/gdviz" | sed -e 's/[\\"`$]/\\&/g' -e 's/\\/\\\\/g')
PLAIN=$(printf '%s' "$here/gdviz" | sed -e 's/\\/\\\\/g')
export QUOTED PLAIN

files() {
    (cd -- "$here/share" && find applications icons mime -type f)
}

add() {
    files | while IFS= read -r file; do
        mkdir -p -- "$data/$(dirname -- "$file")"
        cp -- "$here/share/$file" "$data/$file"
    done
    awk '/^Exec=gdviz/ { print "Exec=\"" ENVIRON["QUOTED"] "\"" substr($0, 11); next }
        /^TryExec=/ { print "TryExec=" ENVIRON["PLAIN"]; next }
        { print }' "$here/share/applications/gdviz.desktop" > "$data/applications/gdviz.desktop"
}

remove() {
    files | while IFS= read -r file; do
        rm -f -- "$data/$file"
    done
}

refresh() { # what the desktop remembers of these folders; each tool is only on some systems
    if [ -d "$data/applications" ] && command -v update-desktop-database > /dev/null; then
        update-desktop-database "$data/applications" > /dev/null 2>&1 || true
    fi
    if [ -d "$data/mime/packages" ] && command -v update-mime-database > /dev/null; then
        update-mime-database "$data/mime" > /dev/null 2>&1 || true
    fi
    if [ -d "$data/icons/hicolor" ]; then
        touch "$data/icons/hicolor"
    fi
}

if [ $# -gt 1 ]; then
    echo "$usage" >&2
    exit 2
fi
case ${1:-} in
"") action=add said=$added ;;
--remove) action=remove said=$removed ;;
*)
    echo "$usage" >&2
    exit 2
    ;;
esac
if [ ! -x "$here/gdviz" ] || [ ! -f "$here/share/applications/gdviz.desktop" ]; then
    echo "$incomplete" >&2
    exit 1
fi
case $action$here in
add*%*)
    echo "$percent" >&2
    exit 1
    ;;
esac
$action
refresh
echo "$said"
