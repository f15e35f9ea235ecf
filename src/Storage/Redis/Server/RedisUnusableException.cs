using System.Globalization;
using System.Security.Authentication;
using StackExchange.Redis;

namespace SqueezeFlow.Storage.Redis.Server;

/// <summary>The server that the configuration names cannot be used; the message names the setting, its value and the fix.</summary>
public sealed class RedisUnusableException : IOException
{
    private RedisUnusableException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <summary>Whether it may be used later without any setting being changed: it is away, or not ready yet.</summary>
    internal bool MayPass { get; private init; }

    /// <summary>The server deletes keys when its memory is full.</summary>
    internal static RedisUnusableException OfPolicy(RedisOptions options, string policy) => new(
        $"Redis:Host: '{options.Host}' has the maxmemory-policy '{policy}' on port {options.Port}: records and the state of the service would be deleted when its memory is full. "
        + "Set it to noeviction, in redis.conf or with CONFIG SET maxmemory-policy noeviction");

    /// <summary>Finds the setting that a failure at the start speaks of.</summary>
    /// <param name="options">Where the server was looked for.</param>
    /// <param name="failure">What came of it.</param>
    /// <param name="certificate">Why the server's certificate was refused; null when it was not.</param>
    internal static RedisUnusableException Of(RedisOptions options, Exception failure, string? certificate = null)
    {
        var words = WordsOf(failure);
        return new(
            words switch
            {
                _ when certificate is not null =>
                    $"Redis:TlsCaFile: '{options.TlsCaFile}' does not make {options} one to be trusted ({certificate}): name the authority of its certificate, or Redis:TlsName for the name in it",
                _ when options.Tls && IsAboutEncryption(failure) =>
                    $"Redis:Tls: 'True' cannot be had from {options} ({words}): name the port on which it encrypts, show it the certificate that it asks for (Redis:TlsCertificateFile), or set Redis:Tls to false",
                _ when Says(words, "NOPERM") && Says(words, "'info'") =>
                    $"Redis:Username: '{options.Username}' may not ask {options} what it does when its memory is full ({words}): grant it INFO",
                _ when Says(words, "NOPERM") =>
                    $"Redis:Username: '{options.Username}' may not publish at {options} ({words}): grant it writing keys and publishing under {options.KeyPrefix}:*, and MULTI, EXEC, WATCH",
                _ when Says(words, "DB index") || Says(words, "database does not exist") =>
                    $"Redis:Database: '{options.Database}' is refused by {options} ({words}): expected a number below the server's count of databases, e.g. 0",
                _ when Says(words, "READONLY") =>
                    $"Redis:Host: '{options.Host}' takes no writes on port {options.Port} ({words}): name the primary instead of its replica",
                _ when IsAboutPassword(words) || failure is RedisConnectionException { FailureType: ConnectionFailureType.AuthenticationFailure } =>
                    $"Redis:Password: '{(options.Password.Length > 0 ? "***" : "")}' is refused by {options} ({words}): set the server's password, in REDIS_PASSWORD or REDIS_PASSWORD_FILE{AndUser(options)}",
                _ => $"Redis:Host: '{options.Host}' cannot be used on port {options.Port} ({words}): start Redis there, name another server, or leave it empty to publish nowhere",
            },
            failure)
        {
            MayPass = certificate is null && !(options.Tls && IsAboutEncryption(failure)) && MayPassOf(words, failure),
        };
    }

    /// <summary>A server that is still not usable after the time that a start waits.</summary>
    internal static RedisUnusableException After(TimeSpan patience, RedisOptions options, RedisUnusableException last) => new(
        string.Create(
            CultureInfo.InvariantCulture,
            $"Redis:Host: '{options.Host}' cannot be used on port {options.Port} ({WordsOf(last.InnerException!)}) and was waited for {patience.TotalSeconds:0} s: start Redis there, name another server{(options.Tls ? ", set Redis:Tls to false where it is not encrypted" : ", set Redis:Tls where it is encrypted")}, or wait longer with Cluster:StartTimeout"),
        last);

    /// <summary>What is kept there was written by a newer version of this program.</summary>
    internal static RedisUnusableException Newer(RedisOptions options, string service, long found, int known) => new(
        $"Cluster:ServiceId: '{service}' is kept on {options} by a newer version (format {found}, this one knows {known}): start that version, or name another Cluster:ServiceId");

    private static string AndUser(RedisOptions options) => options.Username.Length > 0 ? $", or another Redis:Username than '{options.Username}'" : "";

    private static bool IsAboutPassword(string words) => Says(words, "WRONGPASS") || Says(words, "NOAUTH") || Says(words, "invalid password") || Says(words, "without any password");

    private static bool IsAboutEncryption(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is AuthenticationException)
            {
                return true;
            }
        }

        return false;
    }

    // What the server says of its own state passes; what it says of us does not.
    private static bool MayPassOf(string words, Exception failure) =>
        failure.GetBaseException() is RedisServerException or RedisCommandException
            ? Says(words, "LOADING") || Says(words, "OOM") || Says(words, "MISCONF") || Says(words, "BUSY")
            : !IsAboutPassword(words) && failure is not RedisConnectionException { FailureType: ConnectionFailureType.AuthenticationFailure };

    private static bool Says(string words, string code) => words.Contains(code, StringComparison.OrdinalIgnoreCase);

    // What the library says of itself helps nobody; the cause is the innermost.
    private static string WordsOf(Exception failure)
    {
        var cause = failure.GetBaseException();
        return cause is RedisConnectionException or RedisTimeoutException
            ? RedisFault.Of(cause).Message
            : cause.Message.Replace("SimpleError: ", "", StringComparison.Ordinal).TrimEnd('.');
    }
}
