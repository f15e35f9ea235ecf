using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace SqueezeFlow.Execution.Freqtrade.Settings;

/// <summary>
/// Reads the options: own section first, then the deployment's flat variables, then secret files. Options of a further account go by its name: they have
/// the timing of main where they have none of their own, never its address or credentials.
/// </summary>
internal sealed class FreqtradeOptionsSetup(IConfiguration configuration) : IConfigureNamedOptions<FreqtradeOptions>
{
    private const string Prefix = "FREQTRADE_API_";

    public void Configure(string? name, FreqtradeOptions options)
    {
        if (string.IsNullOrEmpty(name))
        {
            Configure(options);
            return;
        }

        (options.Account, options.AccountSection) = (name, $"Execution:Accounts:{name}");
        configuration.GetSection(FreqtradeOptions.Section).Bind(options);
        (options.Url, options.Username, options.Password, options.PasswordFile, options.Enabled) = (null, string.Empty, default, null, true);
        (options.WebsocketToken, options.WebsocketTokenFile) = (default, null);
        configuration.GetSection($"{options.AccountSection}:Freqtrade").Bind(options);
        options.AllowLive = configuration.GetValue(options.AllowLiveKey, false);
        ReadFiles(options);
    }

    public void Configure(FreqtradeOptions options)
    {
        configuration.GetSection(FreqtradeOptions.Section).Bind(options);
        options.AllowLive = configuration.GetValue(options.AllowLiveKey, false);
        ReadVariables(options);
        ReadFiles(options);
    }

    private static void ReadFiles(FreqtradeOptions options)
    {
        options.Password = Read(options, nameof(options.PasswordFile), options.Password, options.PasswordFile);
        options.WebsocketToken = Read(options, nameof(options.WebsocketTokenFile), options.WebsocketToken, options.WebsocketTokenFile);
    }

    private void ReadVariables(FreqtradeOptions options)
    {
        if (options.Url is null && Uri.TryCreate(configuration[Prefix + "URL"], UriKind.Absolute, out var url))
        {
            options.Url = url;
        }

        if (options.Username.Length == 0)
        {
            options.Username = configuration[Prefix + "USERNAME"] ?? string.Empty;
        }

        if (options.Password.IsEmpty)
        {
            options.Password = new(configuration[Prefix + "PASSWORD"]);
        }

        options.PasswordFile ??= configuration[Prefix + "PASSWORD_FILE"];
        if (options.WebsocketToken.IsEmpty)
        {
            options.WebsocketToken = new(configuration[Prefix + "WS_TOKEN"]);
        }

        options.WebsocketTokenFile ??= configuration[Prefix + "WS_TOKEN_FILE"];
        var isOpen = configuration[$"{FreqtradeOptions.Section}:{nameof(FreqtradeOptions.Timeout)}"] is null;
        if (isOpen && double.TryParse(configuration[Prefix + "TIMEOUT"], NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds))
        {
            options.Timeout = TimeSpan.FromSeconds(seconds);
        }
    }

    private static SecretText Read(FreqtradeOptions options, string setting, SecretText given, string? file)
    {
        if (!given.IsEmpty || string.IsNullOrEmpty(file))
        {
            return given;
        }

        try
        {
            var text = File.ReadAllText(file).Trim();
            if (text.Length == 0)
            {
                options.FileProblems[setting] = $"'{file}' is empty";
            }

            return new(text);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            options.FileProblems[setting] = fault.Message;
            return default;
        }
    }
}
