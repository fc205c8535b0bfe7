/** How an image starts Node: with which flags, and what else in the environment. */
export type Image = Readonly<{ nodeOptions: readonly string[]; environment: Readonly<Record<string, string>> }>

/** Reads ENTRYPOINT, which is Node, its flags and the program, and ENV of the last stage of a Dockerfile. */
export function parseImage(dockerfile: string): Image {
  const lastStage = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '))
  const entrypoint: readonly string[] = JSON.parse(/^ENTRYPOINT (\[.*\])$/m.exec(lastStage)?.[1] ?? '[]')
  const settings = lastStage.matchAll(/^ENV (?<name>\w+)=(?<value>\S*)$/gm)
  return {
    nodeOptions: entrypoint.filter((word) => word.startsWith('-')),
    environment: Object.fromEntries([...settings].map(({ groups }) => [groups?.name, groups?.value])),
  }
}
