using Microsoft.Extensions.Options;

namespace SyncKit.WooCommerce;

/// <summary>Checks the time spans, for which the framework's range attribute is not safe to trim.</summary>
internal sealed class WooCommerceTimesValidator : IValidateOptions<WooCommerceOptions>
{
    public ValidateOptionsResult Validate(string? name, WooCommerceOptions options) => WooCommerceOptions.Check(options);
}
