using Microsoft.Extensions.Options;

namespace SyncKit.WooCommerce;

[OptionsValidator]
internal sealed partial class WooCommerceOptionsValidator : IValidateOptions<WooCommerceOptions>;
