namespace SyncKit.Sqlite.Tests;

/// <summary>A directory of its own for one database file; gone afterwards.</summary>
internal sealed class TemporaryFile : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("synckit-sqlite-").FullName;

    public string Path => System.IO.Path.Combine(directory, "synckit.db");

    public string ConnectionString => $"Data Source={Path}";

    public void Dispose() => Directory.Delete(directory, recursive: true);
}
