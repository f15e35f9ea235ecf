using Microsoft.Extensions.Options;

namespace SqueezeFlow.Exchanges.Feeds;

/// <summary>Checks the options at start.</summary>
[OptionsValidator]
internal sealed partial class FeedOptionsValidator : IValidateOptions<FeedOptions>;
