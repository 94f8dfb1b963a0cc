using SyncKit.Conformance;

namespace SyncKit.Testing.Tests.InMemory;

public sealed class InMemoryWaitingTests : WaitingSuite
{
    protected override Task<StorageUnderTest> CreateAsync() => Task.FromResult<StorageUnderTest>(new InMemoryUnderTest());
}
