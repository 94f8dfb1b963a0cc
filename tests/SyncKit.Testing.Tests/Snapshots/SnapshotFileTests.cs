using SyncKit.Testing.QuickBooks;
using SyncKit.Testing.WooCommerce;

namespace SyncKit.Testing.Tests.Snapshots;

public sealed class SnapshotFileTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", "*is broken*")]
    [InlineData("[1", "*is broken*")]
    [InlineData("[]", "*has the format 'none'*")]
    [InlineData("""{"Format":"SyncKit WooCommerce simulator 3"}""", "*has the format 'SyncKit WooCommerce simulator 3'*")]
    [InlineData("""{"Format":"SyncKit QuickBooks simulator 1"}""", "*has the format 'SyncKit QuickBooks simulator 1'*")]
    [InlineData("""{"Format":"SyncKit WooCommerce simulator 2"}""", "*is broken*")]
    public async Task Foreign_or_broken_file_is_refused_by_name(string content, string message)
    {
        using SnapshotFolder folder = new();
        await File.WriteAllTextAsync(folder.State, content, Token);

        Func<Task> start = () => WooCommerceSimulator.StartAsync(new WooCommerceSimulatorOptions { LoadFrom = folder.State }, Token);

        (await start.Should().ThrowAsync<InvalidDataException>().WithMessage(message)).WithMessage($"*{Path.GetFileName(folder.State)}*");
    }

    [Fact]
    public async Task File_that_was_cut_short_is_refused()
    {
        using SnapshotFolder folder = new();
        await using QuickBooksSimulator simulator = await QuickBooksSimulator.StartAsync(cancellationToken: Token);
        simulator.AddCompany();
        await simulator.SaveAsync(folder.State, Token);
        byte[] whole = await File.ReadAllBytesAsync(folder.State, Token);
        await File.WriteAllBytesAsync(folder.State, whole[..(whole.Length / 2)], Token);

        Func<Task> start = () => QuickBooksSimulator.StartAsync(new QuickBooksSimulatorOptions { LoadFrom = folder.State }, Token);

        await start.Should().ThrowAsync<InvalidDataException>().WithMessage("*is broken*");
    }

    [Fact]
    public async Task Saving_again_replaces_the_file_and_leaves_nothing_beside_it()
    {
        using SnapshotFolder folder = new();
        await using QuickBooksSimulator simulator = await QuickBooksSimulator.StartAsync(cancellationToken: Token);
        await simulator.SaveAsync(folder.State, Token);
        simulator.AddCompany();

        await simulator.SaveAsync(folder.State, Token);

        folder.Files.Should().Equal("state.json");
        await using QuickBooksSimulator loaded = await QuickBooksSimulator.StartAsync(new QuickBooksSimulatorOptions { LoadFrom = folder.State }, Token);
        loaded.Companies.Should().ContainSingle();
    }

    [Fact]
    public async Task Saving_that_is_given_up_leaves_the_old_file()
    {
        using SnapshotFolder folder = new();
        await using WooCommerceSimulator simulator = await WooCommerceSimulator.StartAsync(cancellationToken: Token);
        await simulator.SaveAsync(folder.State, Token);
        byte[] old = await File.ReadAllBytesAsync(folder.State, Token);
        simulator.Store.SeedUniform(5);

        Func<Task> save = () => simulator.SaveAsync(folder.State, new CancellationToken(canceled: true));

        await save.Should().ThrowAsync<OperationCanceledException>();
        (await File.ReadAllBytesAsync(folder.State, Token)).Should().Equal(old);
    }
}
