using SyncKit.Conformance;

namespace SyncKit.Testing.Tests.InMemory;

public sealed class InMemoryDeadLetterSetTests : DeadLetterSetSuite
{
    protected override Task<StorageUnderTest> CreateAsync() => Task.FromResult<StorageUnderTest>(new InMemoryUnderTest());
}
