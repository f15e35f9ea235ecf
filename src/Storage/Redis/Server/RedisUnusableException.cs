using StackExchange.Redis;

namespace SqueezeFlow.Storage.Redis.Server;

/// <summary>The server that the configuration names cannot be used; the message names the setting, its value and the fix.</summary>
public sealed class RedisUnusableException : IOException
{
    private RedisUnusableException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>Finds the setting that a failure at the start speaks of.</summary>
    internal static RedisUnusableException Of(RedisOptions options, Exception failure)
    {
        var words = WordsOf(failure);
        return new(
            words switch
            {
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
            failure);
    }

    private static string AndUser(RedisOptions options) => options.Username.Length > 0 ? $", or another Redis:Username than '{options.Username}'" : "";

    private static bool IsAboutPassword(string words) => Says(words, "WRONGPASS") || Says(words, "NOAUTH") || Says(words, "invalid password") || Says(words, "without any password");

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
