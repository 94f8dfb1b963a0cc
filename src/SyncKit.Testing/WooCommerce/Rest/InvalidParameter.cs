namespace SyncKit.Testing.WooCommerce;

internal sealed record InvalidParameter(string Name, string Code, string Message);
