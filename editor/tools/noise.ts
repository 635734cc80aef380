// What VS Code complains of here and nobody needs: native modules that are not compiled, the marketplace that is nowhere.
export const noise = /spdlog|native-watchdog|watchdog'|ECONNREFUSED 127\.0\.0\.1:9|AccountPolicyGate/;
