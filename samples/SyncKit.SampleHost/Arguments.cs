namespace SyncKit.SampleHost;

/// <summary>What the command line says.</summary>
/// <param name="Once">Sync, sync once more incrementally, report and exit.</param>
/// <param name="Orders">The size of the demo store.</param>
/// <param name="DataFolder">Where the SQLite file lives.</param>
/// <param name="ConfigFile">A JSON file on top of the usual configuration.</param>
/// <param name="RotateKeys">Wrap all credentials with the active key, report and exit.</param>
/// <param name="CopyStorageFrom">Copy what this connection string names into the configured storage, report and exit.</param>
internal sealed record Arguments(bool Once, int Orders, string DataFolder, string? ConfigFile, bool RotateKeys, string? CopyStorageFrom);
