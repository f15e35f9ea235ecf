using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace SqueezeFlow.Execution.Freqtrade.Settings;

/// <summary>Reads the options: own section first, then the deployment's flat variables, then secret files.</summary>
internal sealed class FreqtradeOptionsSetup(IConfiguration configuration) : IConfigureOptions<FreqtradeOptions>
{
    private const string Prefix = "FREQTRADE_API_";

    public void Configure(FreqtradeOptions options)
    {
        configuration.GetSection(FreqtradeOptions.Section).Bind(options);
        options.AllowLive = configuration.GetValue("Execution:AllowLive", false);
        ReadVariables(options);
        ReadFile(options);
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
        var isOpen = configuration[$"{FreqtradeOptions.Section}:{nameof(FreqtradeOptions.Timeout)}"] is null;
        if (isOpen && double.TryParse(configuration[Prefix + "TIMEOUT"], NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds))
        {
            options.Timeout = TimeSpan.FromSeconds(seconds);
        }
    }

    private static void ReadFile(FreqtradeOptions options)
    {
        if (!options.Password.IsEmpty || string.IsNullOrEmpty(options.PasswordFile))
        {
            return;
        }

        try
        {
            options.Password = new(File.ReadAllText(options.PasswordFile).Trim());
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            options.FileProblem = fault.Message;
        }
    }
}
