import type { AttachmentFlag } from '../mail-reading.js';

const list = (words: string): ReadonlySet<string> => new Set(words.split(' '));

export const executableEndings = list(
  'exe scr com pif msi msp mst dll cpl sys ocx jar apk ipa app dmg pkg deb rpm iso img vhd vhdx udf lnk url scf msc msix appx appxbundle ' +
    'gadget application appref-ms library-ms search-ms settingcontent-ms xll wll ade adp chm hlp inf ins isp reg diagcab elf bin run so ' +
    'dylib desktop cab theme themepack one xbap',
);
export const scriptEndings = list(
  'js jse mjs cjs vbs vbe vb vba ws wsf wsh wsc sct hta ps1 ps1xml ps2 psc1 psm1 psd1 bat cmd sh bash zsh csh ksh command php php3 php4 ' +
    'php5 phtml phar pl py pyc pyw rb asp aspx jsp cgi htaccess svg svgz html htm xhtml shtml mht mhtml xht xsl xslt swf action workflow scpt',
);
export const macroEndings = list('docm dotm xlsm xltm xlam xlsb pptm potm ppam ppsm sldm xla');

/** What the last part of a name says its file does. */
export function judgeEnding(ending: string, flags: Set<AttachmentFlag>): void {
  if (executableEndings.has(ending)) flags.add('executable');
  if (scriptEndings.has(ending)) flags.add('script');
  if (macroEndings.has(ending)) flags.add('macros');
}
