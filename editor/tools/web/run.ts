// Runs the same tests in VS Code for the Web, where the extension and its server have nothing but a browser.
export async function runOnWeb(_vsix: string, _only: readonly string[]): Promise<number> {
  console.log('nothing yet');
  return 0;
}
