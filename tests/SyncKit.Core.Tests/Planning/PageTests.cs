using System.Globalization;
using System.Text.RegularExpressions;
using SyncKit.Core.Tests.World;

namespace SyncKit.Core.Tests.Planning;

public sealed class PageTests
{
    private readonly Scene scene = new();

    [Fact]
    public void The_page_shows_code_as_it_compiles()
    {
        string root = Root();
        string page = File.ReadAllText(Path.Combine(root, "docs", "planning-and-adoption.md"));
        string code = Dedented(File.ReadAllText(Path.Combine(root, "tests", "SyncKit.Core.Tests", "Planning", "PageExamples.cs")));

        string[] blocks = [.. Regex.Matches(page, "```csharp\n(.*?)```", RegexOptions.Singleline).Select(match => Dedented(match.Groups[1].Value))];

        blocks.Should().HaveCount(2).And.OnlyContain(block => code.Contains(block, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_page_shows_code_that_runs()
    {
        await using Host host = await scene.StartConnectedAsync();
        scene.Shop.PutMany(1);
        using StringWriter output = new(CultureInfo.InvariantCulture);

        await PageExamples.PlanAsync(host.Services, Scene.Acme, output);
        await PageExamples.AdoptAsync(host.Services, Scene.Source(Scene.Acme), Scene.Lane(Scene.Acme), output);

        output.ToString().Should().Contain("Create order 1: ").And.Contain("1 not found").And.Contain("0 linked, 0 left alone");
    }

    private static string Dedented(string text) => string.Join('\n', text.Split('\n').Select(line => line.Trim())).Trim();

    private static string Root()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "SyncKit.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("The tests run outside of the repository.");
    }
}
