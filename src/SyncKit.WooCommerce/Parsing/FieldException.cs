namespace SyncKit.WooCommerce.Parsing;

/// <summary>A field cannot be read; each level above puts its own part of the path before it.</summary>
internal sealed class FieldException(string path, string problem) : Exception
{
    public string Path => path;

    public string Problem => problem;

    public FieldException Within(string parent) => new($"{parent}.{path}", problem);
}
