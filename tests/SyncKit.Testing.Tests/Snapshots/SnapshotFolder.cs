namespace SyncKit.Testing.Tests.Snapshots;

/// <summary>A folder of its own for one test, gone afterwards.</summary>
internal sealed class SnapshotFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("synckit-snapshot-");

    public string State => Path.Combine(folder.FullName, "state.json");

    public string[] Files => [.. folder.GetFiles().Select(file => file.Name)];

    public void Dispose() => folder.Delete(recursive: true);
}
