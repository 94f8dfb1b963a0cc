using SyncKit.Credentials;

namespace SyncKit.Core.Tests.Credentials;

/// <summary>Keeps what a rotation reports, at once and in order.</summary>
internal sealed class Reports : IProgress<RotationProgress>
{
    public List<RotationProgress> All { get; } = [];

    public Action? Then { get; init; }

    public void Report(RotationProgress value)
    {
        All.Add(value);
        Then?.Invoke();
    }
}
