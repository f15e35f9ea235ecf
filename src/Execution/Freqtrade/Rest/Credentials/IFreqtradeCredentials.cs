using System.Net.Http.Headers;

namespace SqueezeFlow.Execution.Freqtrade.Rest.Credentials;

/// <summary>What proves to the bot who calls. Safe for concurrent use.</summary>
internal interface IFreqtradeCredentials
{
    /// <summary>The header to send now.</summary>
    ValueTask<Credential> GetAsync(CancellationToken cancellationToken);

    /// <summary>A header instead of one that was refused; none when there is nothing else to offer.</summary>
    ValueTask<Credential> RenewAsync(AuthenticationHeaderValue refused, CancellationToken cancellationToken);
}

/// <summary>A header, or why there is none: <paramref name="Kind"/> is then how the call that needed it ended.</summary>
internal readonly record struct Credential(ReplyKind Kind, AuthenticationHeaderValue? Header, string Reason)
{
    public static Credential Of(AuthenticationHeaderValue header) => new(ReplyKind.Ok, header, string.Empty);
}
