using System.Security.Authentication;
using StackExchange.Redis;

namespace SqueezeFlow.Storage.Redis.Server;

/// <summary>What the library needs to know to reach the server of a configuration.</summary>
internal static class RedisSettings
{
    /// <summary>The settings of one connection.</summary>
    /// <param name="options">Where the server is and who asks.</param>
    /// <param name="certificates">Whom an encrypted connection trusts.</param>
    public static ConfigurationOptions Of(RedisOptions options, RedisCertificates certificates)
    {
        var limit = (int)options.Timeout.TotalMilliseconds;
        var settings = new ConfigurationOptions
        {
            EndPoints = { { options.Host, options.Port } },
            DefaultDatabase = options.Database,
            User = options.Username.Length > 0 ? options.Username : null,
            Password = options.Password.Length > 0 ? options.Password : null,
            ClientName = "squeezeflow",
            AbortOnConnectFail = true,
            ConnectRetry = 1,
            ConnectTimeout = limit,
            SyncTimeout = limit,
            AsyncTimeout = limit,
            ReconnectRetryPolicy = new LinearRetry(limit),

            // What cannot be sent now is kept by the caller, in order, and not by the library, which would send it behind our back.
            BacklogPolicy = BacklogPolicy.FailFast,

            // The library counts INFO among the commands of administrators.
            AllowAdmin = true,

            // One server: nothing is to be learnt from others.
            TieBreaker = "",
            ConfigurationChannel = "",
        };
        if (options.Tls)
        {
            Encrypt(settings, options, certificates);
        }

        return settings;
    }

    private static void Encrypt(ConfigurationOptions settings, RedisOptions options, RedisCertificates certificates)
    {
        settings.Ssl = true;
        settings.SslHost = options.TlsName.Length > 0 ? options.TlsName : options.Host;
        settings.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
        settings.CertificateValidation += (_, certificate, chain, errors) => certificates.IsGood(certificate, chain, errors);
        if (RedisCertificates.OwnOf(options) is { } own)
        {
            settings.CertificateSelection += (_, _, _, _, _) => own;
        }
    }
}
