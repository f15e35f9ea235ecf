using Microsoft.Extensions.Options;

namespace SqueezeFlow.Exchanges.Rest.Requests;

/// <summary>Checks the options at start.</summary>
[OptionsValidator]
internal sealed partial class RestOptionsValidator : IValidateOptions<RestOptions>;
