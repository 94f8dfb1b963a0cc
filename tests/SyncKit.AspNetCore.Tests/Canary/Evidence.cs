namespace SyncKit.AspNetCore.Tests.Canary;

/// <summary>Something that left the program, or is kept by it.</summary>
/// <param name="Sink">What kind of thing it is.</param>
/// <param name="Place">Where it was met.</param>
/// <param name="Bytes">What it says.</param>
internal sealed record Evidence(string Sink, string Place, byte[] Bytes);
