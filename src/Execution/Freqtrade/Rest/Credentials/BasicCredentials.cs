using System.Net.Http.Headers;
using System.Text;
using SqueezeFlow.Execution.Freqtrade.Settings;

namespace SqueezeFlow.Execution.Freqtrade.Rest.Credentials;

/// <summary>User and password with every call.</summary>
internal sealed class BasicCredentials(FreqtradeOptions options) : IFreqtradeCredentials
{
    private readonly AuthenticationHeaderValue _header = HeaderOf(options);

    public static AuthenticationHeaderValue HeaderOf(FreqtradeOptions options) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.Username}:{options.Password.Reveal()}")));

    public ValueTask<Credential> GetAsync(CancellationToken cancellationToken) => new(Credential.Of(_header));

    public ValueTask<Credential> RenewAsync(AuthenticationHeaderValue refused, CancellationToken cancellationToken) =>
        new(new Credential(ReplyKind.Unauthorized, null, "user or password refused"));
}
