using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using SyncKit.Connections;
using SyncKit.QuickBooks.Settings;

namespace SyncKit.QuickBooks.Tests.Settings;

public partial class SettingsPageTests
{
    private static string Page
    {
        get
        {
            DirectoryInfo? folder = new(AppContext.BaseDirectory);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "docs", "quickbooks-settings.md")))
            {
                folder = folder.Parent;
            }

            return File.ReadAllText(Path.Combine(folder!.FullName, "docs", "quickbooks-settings.md"));
        }
    }

    private static IEnumerable<string> Names(Type type, string path)
    {
        JsonTypeInfo info = QuickBooksJson.Default.GetTypeInfo(type)!;
        foreach (JsonPropertyInfo property in info.Properties)
        {
            string name = path + property.Name;
            yield return name;
            JsonTypeInfo inner = QuickBooksJson.Default.GetTypeInfo(property.PropertyType)!;
            Type? nested = inner.Kind == JsonTypeInfoKind.Object ? property.PropertyType : inner.ElementType;
            if (nested?.Namespace == "SyncKit.QuickBooks")
            {
                foreach (string below in Names(nested, name + (inner.Kind == JsonTypeInfoKind.Object ? "." : "[].")))
                {
                    yield return below;
                }
            }
        }
    }

    [Fact]
    public void Every_setting_is_on_the_page()
    {
        string page = Page;
        string[] names = [.. Names(typeof(QuickBooksSettings), string.Empty)];
        names.Should().Contain("documents[].minTotal").And.Contain("gatewayFees.depositAccount");
        names.Where(name => !page.Contains($"`{name}`", StringComparison.Ordinal)).Should().BeEmpty();
    }

    [Fact]
    public void The_pages_profiles_are_settings_without_a_finding()
    {
        string[] profiles = [.. Profile().Matches(Page).Select(match => match.Groups[1].Value)];
        profiles.Should().HaveCount(5);
        foreach (string profile in profiles)
        {
            SettingsReader.Problems(new ConnectionSettings(profile)).Should().BeEmpty(profile);
        }
    }

    [GeneratedRegex("```json\\r?\\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Profile();
}
