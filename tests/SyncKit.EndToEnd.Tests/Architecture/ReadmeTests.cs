namespace SyncKit.EndToEnd.Tests.Architecture;

public sealed class ReadmeTests
{
    [Fact]
    public void The_readme_shows_the_minimal_app_as_it_compiles()
    {
        string root = Root();
        string readme = File.ReadAllText(Path.Combine(root, "README.md"));
        string app = File.ReadAllText(Path.Combine(root, "samples", "SyncKit.MinimalApp", "Program.cs"));

        readme.Should().Contain($"```csharp\n{app.TrimEnd()}\n```");
    }

    [Fact]
    public void Every_document_that_the_readme_links_exists()
    {
        string root = Root();
        string readme = File.ReadAllText(Path.Combine(root, "README.md"));

        string[] links = [.. System.Text.RegularExpressions.Regex.Matches(readme, @"\]\((?!http)([^)]+)\)").Select(match => match.Groups[1].Value)];

        links.Should().NotBeEmpty().And.OnlyContain(link => File.Exists(Path.Combine(root, link)));
    }

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
