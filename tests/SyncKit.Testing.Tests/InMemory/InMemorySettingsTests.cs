using SyncKit.Conformance;

namespace SyncKit.Testing.Tests.InMemory;

public sealed class InMemorySettingsTests : SettingsSuite
{
    protected override Task<StorageUnderTest> CreateAsync() => Task.FromResult<StorageUnderTest>(new InMemoryUnderTest());
}
