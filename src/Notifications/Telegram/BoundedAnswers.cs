namespace SqueezeFlow.Notifications.Telegram;

/// <summary>Gives up on an answer that is longer than any of the Bot API's to a message.</summary>
internal sealed class BoundedAnswers() : DelegatingHandler(new SocketsHttpHandler
{
    AllowAutoRedirect = false,
    UseCookies = false,
    PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
    MaxResponseHeadersLength = 16,
})
{
    private const int MostBytes = 256 * 1_024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            await response.Content.LoadIntoBufferAsync(MostBytes, cancellationToken);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
