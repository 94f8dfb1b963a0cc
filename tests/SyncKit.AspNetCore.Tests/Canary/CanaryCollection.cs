namespace SyncKit.AspNetCore.Tests.Canary;

/// <summary>The canary hears every source of the process, so nothing else runs beside it.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class CanaryCollection
{
    public const string Name = "canary";
}
