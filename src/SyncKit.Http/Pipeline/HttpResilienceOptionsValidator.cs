using Microsoft.Extensions.Options;

namespace SyncKit.Http;

[OptionsValidator]
internal sealed partial class HttpResilienceOptionsValidator : IValidateOptions<HttpResilienceOptions>;
