import type { Plugin } from 'rolldown';
import type { Dependency } from 'rollup-plugin-license';
import license from 'rollup-plugin-license';

/** Collects the licences of all packages whose code is in one of the bundles. */
export class Notices {
  readonly #packages = new Map<string, Dependency>();

  /** Rolldown plugin. The same collection takes as many bundles as there are. */
  collect(): Plugin {
    const plugin = license({
      thirdParty: {
        output: (dependencies) => {
          for (const dependency of dependencies) this.#packages.set(dependency.name ?? '', dependency);
        },
      },
    });
    // Its types are Rollup's; Rolldown calls the same hooks.
    return plugin as unknown as Plugin;
  }

  /** The text of `LICENSES.txt`: each package with its licence. */
  toString(): string {
    const notices = [...this.#packages].sort(([a], [b]) => a.localeCompare(b)).map(([, each]) => noticeOf(each));
    return notices.join(`\n${'-'.repeat(80)}\n\n`);
  }
}

/** Some packages name a licence and ship no text of it. */
function noticeOf({ name, version, license, licenseText }: Dependency): string {
  if (!license && !licenseText) throw new Error(`${name ?? ''} names no licence: it cannot be bundled.`);
  return `${name ?? ''} ${version ?? ''}\n\n${licenseText?.trim() ?? `Licence: ${license ?? ''}. The package has no text of it.`}\n`;
}
