namespace SyncKit.AspNetCore.Tests.Canary;

/// <summary>A secret that shows.</summary>
/// <param name="Marker">Its name.</param>
/// <param name="Form">In which form.</param>
/// <param name="Sink">In what kind of thing: a log line, a database file.</param>
/// <param name="Place">Where in it.</param>
/// <param name="Around">What stands around, with all secrets masked.</param>
internal sealed record Finding(string Marker, string Form, string Sink, string Place, string Around)
{
    public override string ToString() => $"{Marker} ({Form}) in {Sink}: {Place}: …{Around}…";
}
