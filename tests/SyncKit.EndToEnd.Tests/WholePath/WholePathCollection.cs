namespace SyncKit.EndToEnd.Tests.WholePath;

/// <summary>These tests run one by one: their clocks go on when the process is at rest.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class WholePathCollection
{
    public const string Name = "whole path";
}
