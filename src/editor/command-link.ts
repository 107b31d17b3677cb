/**
 * A command link for a Markdown text that trusts `command`. The editor decodes it twice, so that a percent sign, as
 * in the address of a file with a space in its name, must not stand there as such.
 */
export function commandLink(command: string, argument: object): string {
  const json = JSON.stringify([argument]).replaceAll('%', '\\u0025');
  return `command:${command}?${encodeURIComponent(json)}`;
}
