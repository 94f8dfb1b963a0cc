namespace SyncKit.AspNetCore.Tests;

/// <summary>A database file that is gone afterwards.</summary>
internal sealed class TemporaryFile : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("synckit-");

    public string Path => System.IO.Path.Combine(folder.FullName, "synckit.db");

    public void Dispose() => folder.Delete(recursive: true);
}
