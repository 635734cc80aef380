// What VS Code complains of here and nobody needs: native modules that are not compiled, the marketplace that is nowhere, no GitHub.
export const noise =
  /spdlog|native-watchdog|watchdog'|ECONNREFUSED 127\.0\.0\.1:9|127\.0\.0\.1:9\/none|AccountPolicyGate|authentication provider|status of 404/;
